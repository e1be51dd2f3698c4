import { expect, test } from 'vitest'
import { distanceM } from './distance.ts'

test('one degree of latitude is 111.2 km', () => {
  expect(distanceM({ lat: 20, lon: 105.8 }, { lat: 21, lon: 105.8 })).toBeCloseTo(111_195, -1)
})

test('a degree of longitude shrinks with the cosine of the latitude', () => {
  expect(distanceM({ lat: 60, lon: 0 }, { lat: 60, lon: 1 })).toBeCloseTo(55_597, -2)
})

test('a place is no distance from itself', () => {
  expect(distanceM({ lat: 21.0285, lon: 105.8342 }, { lat: 21.0285, lon: 105.8342 })).toBe(0)
})
