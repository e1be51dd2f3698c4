import { expect, test } from 'vitest'
import { ledgerBySource } from './ledgerBySource.ts'

const row = (
  source: string,
  station: string,
  hour: number,
  received: number,
  stored: number,
  rejected = 0,
) => ({
  source,
  station,
  hour: `2026-11-22T0${hour}:00:00.000Z`,
  received,
  stored,
  duplicate: 0,
  rejected,
  waiting: 0,
})
const now = Date.parse('2026-11-22T08:20:00Z')
const rows = [
  row('mqtt', 'AQ-10', 8, 12, 12),
  row('mqtt', 'AQ-2', 8, 12, 10, 2),
  row('mqtt', 'AQ-2', 7, 12, 12),
  row('folder', 'AQ-2', 6, 3, 3),
]

test('sums by source and by station, in order of name', () => {
  const { total, sources } = ledgerBySource(rows, now)
  expect(total).toMatchObject({ received: 39, stored: 37, rejected: 2, difference: 0, off: 0 })
  expect(sources.map(({ source, received }) => [source, received])).toEqual([
    ['folder', 3],
    ['mqtt', 36],
  ])
  expect(sources[1]?.stations.map(({ station, received }) => [station, received])).toEqual([
    ['AQ-2', 24],
    ['AQ-10', 12],
  ])
})

test('knows the newest hour in which something came', () => {
  expect(ledgerBySource([...rows, row('folder', 'AQ-2', 9, 0, 0)], now).sources[0]?.lastHour).toBe(
    Date.parse('2026-11-22T06:00:00Z'),
  )
})

test('two hours that are off do not hide each other', () => {
  const { total } = ledgerBySource([row('mqtt', 'AQ-1', 7, 10, 9), row('mqtt', 'AQ-1', 8, 10, 11)], now)
  expect(total).toMatchObject({ difference: 0, off: 2 })
})

test('keeps only what is searched or troubled', () => {
  const idsOf = (text: string, onlyTrouble: boolean) =>
    ledgerBySource(rows, now, { text, onlyTrouble, hour: null }).sources.flatMap(({ source, stations }) =>
      stations.map(({ station }) => `${source}/${station}`),
    )
  expect(idsOf('aq-2', false)).toEqual(['folder/AQ-2', 'mqtt/AQ-2'])
  expect(idsOf('', true)).toEqual(['mqtt/AQ-2'])
  expect(idsOf('rg', false)).toEqual([])
})

test('what waits wants a look as what was rejected does', () => {
  const waits = { ...row('mqtt', 'AQ-3', 8, 5, 2), waiting: 3 }
  const { total, sources } = ledgerBySource([...rows, waits], now, {
    text: '',
    onlyTrouble: true,
    hour: null,
  })
  expect(total).toMatchObject({ waiting: 3, difference: 0, off: 0 })
  expect(sources[0]?.stations.map(({ station }) => station)).toEqual(['AQ-2', 'AQ-3'])
})

test('has the last 24 hours of a source, empty ones too', () => {
  const hours = ledgerBySource(rows, now).sources[1]?.hours ?? []
  expect(hours.length).toBe(24)
  expect(hours[0]?.start).toBe(Date.parse('2026-11-21T09:00:00Z'))
  expect(hours.slice(-3).map(({ received, rejected }) => [received, rejected])).toEqual([
    [0, 0],
    [12, 0],
    [24, 2],
  ])
})

test('one hour alone, with the sources that were silent in it', () => {
  const hour = Date.parse('2026-11-22T07:00:00Z')
  const { total, sources } = ledgerBySource(rows, now, { text: '', onlyTrouble: false, hour })
  expect(total.received).toBe(12)
  expect(sources.map(({ source, received }) => [source, received])).toEqual([
    ['folder', 0],
    ['mqtt', 12],
  ])
})

test('a source that is off stands before all others, one that waits before the calm', () => {
  const waits = { ...row('tail', 'AQ-3', 8, 5, 2), waiting: 3 }
  const { sources } = ledgerBySource([...rows, waits, row('zeta', 'AQ-4', 8, 5, 4)], now)
  expect(sources.map(({ source }) => source)).toEqual(['zeta', 'tail', 'folder', 'mqtt'])
})
