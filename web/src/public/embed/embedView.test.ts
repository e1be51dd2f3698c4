import { expect, test } from 'vitest'
import { readEmbedView } from './embedView.ts'

const city = {
  center: [21.0285, 105.8342] as [number, number],
  bounds: [105.2, 20.5, 106.1, 21.5] as [number, number, number, number],
  basemap: { kind: 'schematic' as const, url: null, attribution: null, min_zoom: 9, max_zoom: 17 },
}

test('takes position and zoom from the address', () => {
  expect(readEmbedView('?lat=21.05&lon=105.82&zoom=14', city)).toEqual({ center: [21.05, 105.82], zoom: 14 })
})

test('keeps to the city and to the zooms of its map', () => {
  expect(readEmbedView('?lat=48.2&lon=16.4&zoom=40', city)).toEqual({ center: [21.0285, 105.8342], zoom: 17 })
})

test('falls back to the city for what is missing or unreadable', () => {
  expect(readEmbedView('?lat=21.05&zoom=near', city)).toEqual({ center: [21.0285, 105.8342], zoom: 11.5 })
  expect(readEmbedView('?lat=&lon=&zoom=', city)).toEqual({ center: [21.0285, 105.8342], zoom: 11.5 })
})
