import { expect, test } from 'vitest'
import { tileUrl } from './probe.ts'

// Tile of Hoàn Kiếm at zoom 12 by the slippy-map formula: x = (105.8342+180)/360·4096, y from the Mercator latitude.
test('names the tile that holds the centre of Hanoi', () => {
  expect(tileUrl('/tiles/{z}/{x}/{y}.png', { lat: 21.0285, lon: 105.8342, zoom: 17 })).toBe(
    '/tiles/12/3252/1803.png',
  )
})
