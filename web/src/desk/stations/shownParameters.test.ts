import { expect, test } from 'vitest'
import type { LiveStation } from '../../live/liveStore.ts'
import { shownParameter, shownParameters } from './shownParameters.ts'

const gauge = {
  domain: 'rain',
  parameters: [{ id: 'rain_10m', unit: 'mm', name: { vi: 'Mưa 10 phút', en: 'Rain, 10 min' }, decimals: 1 }],
  latest: { time: '2026-11-22T07:00:00Z', values: { rain_1h: 0, rain_10m: 0 }, flags: {} },
} as unknown as LiveStation

test('a value that the registry does not list is shown too, with its unit', () => {
  expect(shownParameters(gauge).map(({ id, unit }) => [id, unit])).toEqual([
    ['rain_10m', 'mm'],
    ['rain_1h', 'mm'],
  ])
})

test('without a reading only the registry speaks', () => {
  expect(shownParameters({ ...gauge, latest: null }).map(({ id }) => id)).toEqual(['rain_10m'])
  expect(shownParameter(gauge, 'pm25')).toBeUndefined()
})
