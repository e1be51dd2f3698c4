import { expect, test } from 'vitest'
import { placesInside } from './placesInside.ts'

// An L: the middle of its bounds lies outside.
const corner = [
  [0, 0],
  [4, 0],
  [4, 1],
  [1, 1],
  [1, 4],
  [0, 4],
  [0, 0],
] as const

test('finds only places inside the ring, the most central first', () => {
  const places = placesInside(corner, 4)
  expect(places).toHaveLength(7)
  expect(places[0]).toEqual([1.5, 0.5])
  expect(places.some(([lon, lat]) => lon > 1 && lat > 1)).toBe(false)
})
