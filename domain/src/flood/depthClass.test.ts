import { expect, test } from 'vitest'
import { depthClassOf } from './depthClass.ts'

// environment.md 6.4
test.each([
  [0, 0],
  [4.9, 0],
  [5, 1],
  [15, 1],
  [15.1, 2],
  [30, 2],
  [30.1, 3],
  [50, 3],
  [50.1, 4],
  [300, 4],
])('%d cm is class %d', (depth, expected) => {
  expect(depthClassOf(depth).class).toBe(expected)
})
