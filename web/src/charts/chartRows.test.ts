import { expect, test } from 'vitest'
import { chartRows, hourTicks, summaryOf } from './chartRows.ts'

const step = 300_000

test('leaves a gap open', () => {
  const rows = chartRows(
    [
      { time: 0, value: 1 },
      { time: step, value: 2 },
      { time: 5 * step, value: 3 },
    ],
    step,
  )
  expect(rows.map(({ time, value }) => [time, value])).toEqual([
    [0, 1],
    [step, 2],
    [2 * step, null],
    [5 * step, 3],
  ])
  expect(rows.at(-1)?.alone).toBe(true)
})

test('does not draw a failed value, keeps a suspect one', () => {
  const rows = chartRows(
    [
      { time: 0, value: 1 },
      { time: step, value: 999, flag: 4 },
      { time: 2 * step, value: 400, flag: 3 },
    ],
    step,
  )
  expect(rows.map(({ value }) => value)).toEqual([1, null, 400])
  expect(summaryOf(rows)).toMatchObject({ count: 2, gaps: 1, flagged: 2, min: 1, max: 400 })
})

test('knows no summary without values', () => {
  expect(summaryOf(chartRows([], step))).toBeUndefined()
  expect(summaryOf(chartRows([{ time: 0, value: null }], step))).toBeUndefined()
})

test('puts marks at full hours of Hanoi', () => {
  const from = Date.parse('2026-11-21T07:20:00Z') // 14:20 in Hanoi
  const ticks = hourTicks(from, from + 24 * 3_600_000, 8, 7 * 3_600_000)
  expect(ticks.map((at) => new Date(at + 7 * 3_600_000).toISOString().slice(11, 16))).toEqual([
    '15:00',
    '18:00',
    '21:00',
    '00:00',
    '03:00',
    '06:00',
    '09:00',
    '12:00',
  ])
})
