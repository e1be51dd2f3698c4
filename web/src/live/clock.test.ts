import { expect, test } from 'vitest'
import { createServerClock } from './clock.ts'

function fakeClocks() {
  return {
    at: 0,
    steady() {
      return this.at
    },
    wall: () => 42,
  }
}

test('is this machine’s time until the server spoke', () => {
  expect(createServerClock(fakeClocks()).now()).toBe(42)
})

test('keeps the sample with the shortest way', () => {
  const clocks = fakeClocks()
  const clock = createServerClock(clocks)
  clocks.at = 1000
  clock.observe(100_950) // 50 ms late
  clocks.at = 2000
  clock.observe(101_200) // 800 ms late
  expect(clock.now()).toBe(101_950)
})

test('forgets samples that are older than the window', () => {
  const clocks = fakeClocks()
  const clock = createServerClock(clocks, 10_000)
  clock.observe(500_000)
  clocks.at = 20_000
  clock.observe(510_000) // the server’s clock was set back by 10 s
  expect(clock.now()).toBe(510_000)
})

test('follows a server clock that jumps ahead at once', () => {
  const clocks = fakeClocks()
  const clock = createServerClock(clocks)
  clock.observe(1000)
  clock.observe(9000)
  expect(clock.now()).toBe(9000)
})

test('ignores a time that cannot be read', () => {
  const clock = createServerClock(fakeClocks())
  clock.observe(Number.NaN)
  expect(clock.now()).toBe(42)
})
