import { expect, test } from 'vitest'
import type { LakeView } from '@city/domain/api/water.ts'
import { agedLake } from './agedLake.ts'

const at = '2026-11-22T09:00:00Z'
const minutes = (count: number) => Date.parse(at) + count * 60_000
const point: LakeView['stations'][number] = {
  ...{ id: 'WL-01', name: { vi: '', en: '' }, lat: 0, lon: 0, do_saturation: null, temp: null, ph: null },
  ...{ chla: null, flags: {}, do: 3.1, freshness: 'fresh', at },
}
const view: LakeView = {
  as_of: at,
  stations: [point],
  signs: [],
  lowest_do: { station: 'WL-01', value: 3.1, at },
}

test('an answer that is not renewed grows old: after three intervals its lowest oxygen is not of now', () => {
  const tenMinutes = () => 600
  expect(agedLake(view, tenMinutes, minutes(14))).toEqual(view)
  expect(agedLake(view, tenMinutes, minutes(29)).stations[0]?.freshness).toBe('late')
  const old = agedLake(view, tenMinutes, minutes(31))
  expect(old.stations[0]?.freshness).toBe('stale')
  expect(old.lowest_do).toBeNull()
})

test('without the station’s interval the answer’s own word stands', () => {
  expect(agedLake(view, () => undefined, minutes(600)).stations[0]?.freshness).toBe('fresh')
})
