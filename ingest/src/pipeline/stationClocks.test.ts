import { expect, test } from 'vitest'
import { createStationClocks } from './stationClocks.ts'

const minute = 60_000
const now = Date.parse('2026-11-22T07:00:00Z')

/** The estimate after readings that came with these delays (ms from observation to arrival), one a minute. */
function afterDelays(delays: readonly number[], intervalMs = minute): number | undefined {
  const clocks = createStationClocks(() => intervalMs)
  let offset: number | undefined
  for (const [index, delay] of delays.entries()) {
    const at = now + index * minute
    clocks.heard('AQ-01', at - delay, at)
    offset = clocks.take().get('AQ-01')?.offsetMs ?? offset
  }
  return offset
}

test('a clock that is ahead is ahead by as much as readings come before their time', () => {
  expect(afterDelays([-180_000, -178_000, -120_000])).toBe(180_000)
})

test('a slow transport says nothing about the clock', () => {
  expect(afterDelays([3_600_000, 2000, 50_000])).toBe(0)
})

test('a delay up to one interval is how a mean is stamped', () => {
  expect(afterDelays([59_000, 58_000])).toBe(0)
})

test('a delay that never falls below more than an interval is a clock that is behind', () => {
  expect(afterDelays([660_000, 661_000, 662_000])).toBe(-600_000)
})

test('a clock that was put right is right after two windows', () => {
  const wrong = Array.from({ length: 12 }, () => -172_800_000)
  const right = Array.from({ length: 25 }, () => 500)
  expect(afterDelays([...wrong, ...right.slice(0, 12)])).toBe(172_800_000)
  expect(afterDelays([...wrong, ...right])).toBe(0)
})

test('an estimate that does not move is not written again and again', () => {
  const clocks = createStationClocks(() => minute)
  clocks.heard('AQ-01', now, now + 100)
  expect(clocks.take().size).toBe(1)
  clocks.heard('AQ-01', now + minute, now + minute + 200)
  expect(clocks.take().size).toBe(0)
})
