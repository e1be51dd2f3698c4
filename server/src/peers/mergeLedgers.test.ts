import { expect, test } from 'vitest'
import type { Ledger } from '@city/domain/api/schemas.ts'
import { mergeLedgers } from './mergeLedgers.ts'

const hour = '2026-11-22T07:00:00.000Z'
const row = (station: string, stored: number, waiting = 0) => ({
  ...{
    source: 'mqtt',
    station,
    hour,
    received: stored + waiting,
    stored,
    duplicate: 0,
    rejected: 0,
    waiting,
  },
})
const ledger = (rows: Ledger['rows'], waiting = 0, since: string | null = null): Ledger => ({
  rows,
  balanced: true,
  unbalanced: { rows: 0, oldest_at: null },
  journal: { readings: waiting, booked: waiting, oldest_at: since },
})

test('rows of the same source, station and hour are one row', () => {
  const merged = mergeLedgers([
    { name: 'a', url: 'http://a', body: ledger([row('AQ-01', 3), row('AQ-02', 1)]) },
    { name: 'b', url: 'http://b', body: ledger([row('AQ-01', 4, 2)], 2, hour) },
  ])
  expect(merged.rows).toEqual([row('AQ-01', 7, 2), row('AQ-02', 1)])
  expect(merged).toMatchObject({
    balanced: true,
    complete: true,
    journal: { readings: 2, booked: 2, oldest_at: hour },
    instances: [
      { name: 'a', reachable: true, balanced: true, journal: { readings: 0, oldest_at: null } },
      { name: 'b', reachable: true, balanced: true, journal: { readings: 2, oldest_at: hour } },
    ],
  })
})

test('one that cannot be reached is named, and the ledger is not complete', () => {
  const merged = mergeLedgers([
    { name: 'a', url: 'http://a', body: ledger([row('AQ-01', 3)]) },
    { name: null, url: 'http://b', body: undefined },
  ])
  expect(merged).toMatchObject({ balanced: true, complete: false, rows: [row('AQ-01', 3)] })
  expect(merged.instances?.[1]).toEqual({
    ...{ name: null, url: 'http://b', reachable: false, balanced: null, journal: null },
  })
})

test('one that does not balance makes the whole not balanced', () => {
  const off = { ...ledger([row('AQ-02', 1)]), balanced: false }
  const answers = [ledger([row('AQ-01', 3)]), off].map((body, i) => ({ name: `${i}`, url: 'http://a', body }))
  expect(mergeLedgers(answers).balanced).toBe(false)
})
