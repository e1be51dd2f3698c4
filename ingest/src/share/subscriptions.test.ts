import { expect, test } from 'vitest'
import { subscriptionsOf } from './subscriptions.ts'

const filtersOf = (role: 'all' | 'landing', group?: string) =>
  subscriptionsOf('hanoi', { role, group, instance: 'a1' }).map(
    ({ filter, qos, noLocal }) => `${filter} ${qos}${noLocal ? ' no local' : ''}`,
  )

const shared = ['air', 'rain', 'water', 'flood'].map((domain) => `$share/landing/hanoi/v1/${domain}/+/data 1`)

test('alone, everything of the city is taken', () => {
  expect(filtersOf('all')).toEqual(['hanoi/# 1 no local'])
})

test('in a group the one that does everything shares the readings and takes the dossiers alone', () => {
  expect(filtersOf('all', 'landing')).toEqual([
    ...shared,
    'hanoi/v1/live/readings 0 no local',
    'hanoi/v1/dossiers/+/data 1 no local',
    'hanoi/v1/ingest/landed 0 no local',
  ])
})

test('one that lands gets no dossier and no answer to another', () => {
  expect(filtersOf('landing', 'landing')).toEqual([
    ...shared,
    'hanoi/v1/live/readings 0 no local',
    'hanoi/v1/ingest/booked/a1 0 no local',
  ])
})

test('foreign messages go to the one that does everything, without what is retained', () => {
  const foreign = ['v3/app/devices/+/up']
  const of = (role: 'all' | 'landing', group: string | undefined) =>
    subscriptionsOf('hanoi', { role, group, instance: 'a1', foreign }).filter(
      ({ filter }) => filter === foreign[0],
    )
  const own = [{ filter: foreign[0], qos: 1, noLocal: true, retainHandling: 2 }]
  expect(of('all', undefined)).toEqual(own)
  expect(of('all', 'g')).toEqual(own)
  expect(of('landing', 'g')).toEqual([])
})
