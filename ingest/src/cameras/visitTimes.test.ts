import { expect, test } from 'vitest'
import { nextVisit } from './visitTimes.ts'

const period = 60_000

test('known cameras are spread over the whole period, new ones over its first quarter', () => {
  expect([0, 1, 2, 3].map((index) => nextVisit(index, 4, period, undefined, true))).toEqual([
    0, 15e3, 30e3, 45e3,
  ])
  expect([0, 1, 2, 3].map((index) => nextVisit(index, 4, period, undefined, false))).toEqual([
    0, 3750, 7500, 11250,
  ])
})

test('every later turn is one period after the one before', () => {
  expect(nextVisit(1, 4, period, 15_200, true)).toBe(75_000)
  expect(nextVisit(1, 4, period, 75_000, true)).toBe(135_000)
  expect(nextVisit(3, 4, period, 11_900, false)).toBe(105_000)
})

test('turns missed during a long visit are left out', () => {
  expect(nextVisit(0, 4, period, 190_000, true)).toBe(240_000)
})
