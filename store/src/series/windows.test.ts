import { windowsOf, windowStart } from './windows.ts'
import { expect, test } from 'vitest'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

test('starts a day of Hanoi at 17:00 UTC', () => {
  const noon = Date.parse('2026-11-22T05:00:00Z')
  expect(windowStart(noon, dayMs, -7 * hourMs)).toBe(Date.parse('2026-11-21T17:00:00Z'))
  expect(windowStart(Date.parse('2026-11-22T17:00:00Z'), dayMs, -7 * hourMs)).toBe(
    Date.parse('2026-11-22T17:00:00Z'),
  )
})

test('starts a window before 1970 not after its moment', () => {
  expect(windowStart(-1, hourMs)).toBe(-hourMs)
})

test('leaves suspect, failed and missing values out, and keeps good and unchecked ones', () => {
  const values = [10, 20, 30, 40, 50]
  const flags = [undefined, 2, 3, 4, 9]
  const rows = values.map((pm25, index) => ({
    tags: { station: 'a' },
    time: index,
    fields: flags[index] === undefined ? { pm25 } : { pm25, q_pm25: flags[index] },
  }))
  expect(windowsOf(rows, { measurement: 'air', fields: ['pm25'], everyMs: 1000 })).toEqual([
    { tags: { station: 'a' }, time: 0, stats: { pm25: { count: 2, mean: 15, min: 10, max: 20 } } },
  ])
})
