import { expect, test } from 'vitest'
import { lakePlane } from './lakePlane.ts'

test('keeps the shape: a kilometre north is as long as a kilometre east', () => {
  // 0.01° of latitude = 1.11 km; at 21.05° N 0.01° of longitude is shorter by cos 21.05° = 0.9333.
  const plane = lakePlane([
    [105.81, 21.04],
    [105.84, 21.07],
  ])
  const [west, south] = plane.at(105.81, 21.04)
  const [east, north] = plane.at(105.84, 21.07)
  expect((east - west) / (south - north)).toBeCloseTo(0.9333, 3)
  expect(north).toBeLessThan(south)
})
