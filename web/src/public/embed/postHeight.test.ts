import { expect, test } from 'vitest'
import { mapHeightFor } from './postHeight.ts'

test('the map of an embed stays between 340 and 560 px', () => {
  expect(mapHeightFor(320)).toBe(340)
  expect(mapHeightFor(700)).toBe(434)
  expect(mapHeightFor(1600)).toBe(560)
})
