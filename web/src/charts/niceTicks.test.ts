import { expect, test } from 'vitest'
import { niceTicks, tickDecimals } from './niceTicks.ts'

test.each([
  [0, 126, [0, 50, 100, 150]],
  [0, 100, [0, 25, 50, 75, 100]],
  [0, 0, [0]],
  [-3, 7, [-5, -2.5, 0, 2.5, 5, 7.5]],
  [7.2, 7.9, [7.2, 7.4, 7.6, 7.8, 8]],
])('marks of %d to %d are round and cover it', (low, high, ticks) => {
  expect(niceTicks(low, high).slice(0, ticks.length)).toEqual(ticks)
})

test('counts the digits that the marks need', () => {
  expect(tickDecimals([0, 2.5, 5])).toBe(1)
  expect(tickDecimals([0, 50])).toBe(0)
})
