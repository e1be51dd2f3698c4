import { expect, test } from 'vitest'
import { imbalancesOf } from './imbalance.ts'

const row = (station: string, hour: string, received: number, stored: number, waiting = 0) => ({
  source: 'mqtt',
  station,
  hour: `2026-11-22T${hour}:00:00.000Z`,
  received,
  stored,
  duplicate: 0,
  rejected: 0,
  waiting,
})
const calm = { readings: 0, booked: 0, oldest_at: null }

test('names the rows that miss something, the largest first', () => {
  const { rows, n } = imbalancesOf({
    rows: [row('AQ-1', '07', 60, 60), row('AQ-2', '07', 60, 59), row('AQ-3', '06', 60, 50, 2)],
    journal: calm,
  })
  expect(rows.map(({ station, hour, missing }) => [station, hour, missing])).toEqual([
    ['AQ-3', Date.parse('2026-11-22T06:00:00Z'), 8],
    ['AQ-2', Date.parse('2026-11-22T07:00:00Z'), 1],
  ])
  expect(n).toBe(9)
})

test('too much is as wrong as too little, and one does not hide the other', () => {
  expect(imbalancesOf({ rows: [row('A', '07', 10, 9), row('A', '08', 10, 11)], journal: calm }).n).toBe(2)
})

test('readings that the ledger calls waiting and the journal does not hold are missing', () => {
  const journal = { readings: 480, booked: 500, oldest_at: null }
  expect(imbalancesOf({ rows: [], journal })).toEqual({ rows: [], journal: 20, n: 20 })
})

test('what waits is accounted for', () => {
  const journal = { readings: 10, booked: 10, oldest_at: '2026-11-22T07:00:00.000Z' }
  expect(imbalancesOf({ rows: [row('A', '07', 60, 50, 10)], journal })).toEqual({
    rows: [],
    journal: 0,
    n: 0,
  })
})
