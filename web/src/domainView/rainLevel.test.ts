import { expect, test } from 'vitest'
import { rainLevelOf } from './rainLevel.ts'

test.each([
  [0, 0],
  [0.2, 1],
  [2.5, 2],
  [10, 3],
  [25, 4],
  [49.9, 4],
  [50, 5],
])('%d mm in an hour is rain level %d', (mm, level) => {
  expect(rainLevelOf(mm)).toBe(level)
})
