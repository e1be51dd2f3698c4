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
const rows = [
  row('mqtt', 'AQ-10', 8, 12, 12),
  row('mqtt', 'AQ-2', 8, 12, 10, 2),
  row('mqtt', 'AQ-2', 7, 12, 12),
  row('folder', 'AQ-2', 6, 3, 3),
]

test('sums by source and by station, in order of name', () => {
  const { total, sources } = ledgerBySource(rows)
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
  expect(ledgerBySource([...rows, row('folder', 'AQ-2', 9, 0, 0)]).sources[0]?.lastHour).toBe(
    Date.parse('2026-11-22T06:00:00Z'),
  )
})

test('two hours that are off do not hide each other', () => {
  const { total } = ledgerBySource([row('mqtt', 'AQ-1', 7, 10, 9), row('mqtt', 'AQ-1', 8, 10, 11)])
  expect(total).toMatchObject({ difference: 0, off: 2 })
})

test('keeps only what is searched or troubled', () => {
  const idsOf = (text: string, onlyTrouble: boolean) =>
    ledgerBySource(rows, { text, onlyTrouble }).sources.flatMap(({ source, stations }) =>
      stations.map(({ station }) => `${source}/${station}`),
    )
  expect(idsOf('aq-2', false)).toEqual(['folder/AQ-2', 'mqtt/AQ-2'])
  expect(idsOf('', true)).toEqual(['mqtt/AQ-2'])
  expect(idsOf('rg', false)).toEqual([])
})
