import { expect, test } from 'vitest'
import { parseTime } from './parseTime.ts'

test.each([
  ['2026-11-22T07:00:00+07:00', Date.UTC(2026, 10, 22)],
  ['2026-11-22T00:00:00Z', Date.UTC(2026, 10, 22)],
  ['2026-11-22t00:00:00.25z', Date.UTC(2026, 10, 22) + 250],
  ['2028-02-29T12:00:00Z', Date.UTC(2028, 1, 29, 12)],
  [1_795_305_900_000, 1_795_305_900_000],
])('%s is read', (value, time) => {
  expect(parseTime(value)).toBe(time)
})

test.each([
  '2026-11-22T07:00:00',
  '2026-02-29T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-11-22T24:00:00Z',
  '2026-11-22T23:60:00Z',
  '22/11/2026 07:00',
  '',
  1_795_305_900,
  Number.NaN,
  null,
  {},
])('%j is no time of observation', (value) => {
  expect(parseTime(value)).toBeUndefined()
})
