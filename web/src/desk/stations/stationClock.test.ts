import { expect, test } from 'vitest'
import { clockVerdict, wrongClocks } from './stationClock.ts'

const clock = (offset_s: number) => ({ offset_s, samples: 3, at: '2026-11-22T03:00:00.000Z' })

test('a clock is wrong beyond half a minute, either way', () => {
  expect(clockVerdict(clock(30))).toBe('right')
  expect(clockVerdict(clock(30.1))).toBe('ahead')
  expect(clockVerdict(clock(-192))).toBe('behind')
})

test('a clock that nobody has judged is not known', () => {
  expect(clockVerdict(null)).toBe('unknown')
  expect(clockVerdict(undefined)).toBe('unknown')
})

test('lists wrong clocks, the worst first', () => {
  const stations = [
    { id: 'A', clock: clock(31) },
    { id: 'B', clock: null },
    { id: 'C', clock: clock(-500) },
    { id: 'D', clock: clock(2) },
  ]
  expect(wrongClocks(stations).map(({ id }) => id)).toEqual(['C', 'A'])
})
