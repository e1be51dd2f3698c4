import { expect, test } from 'vitest'
import type { LakeView } from '@city/domain/api/water.ts'
import { oxygenNow, type LakePoint } from './lakePoints.ts'

const point = (id: string, oxygen: number | null, more: Partial<LakePoint> = {}): LakePoint => ({
  ...{ id, name: { vi: id, en: id }, lat: 21.05, lon: 105.82, do: oxygen, do_saturation: null, temp: null },
  ...{ ph: null, chla: null, flags: {}, freshness: 'fresh', at: '2026-11-22T00:00:00Z', ...more },
})
const view = (...stations: LakePoint[]): LakeView => ({
  ...{ as_of: '2026-11-22T00:00:00Z', stations, signs: [], lowest_do: null },
})

test('an old low value is unknown, not low', () => {
  const now = oxygenNow(view(point('WL-01', 1.2, { freshness: 'stale' }), point('WL-02', 3.9)), () => true)
  expect(now.low.map(({ id }) => id)).toEqual(['WL-02'])
  expect(now.unheard.map(({ id }) => id)).toEqual(['WL-01'])
})

test('a failed value is unknown', () => {
  const now = oxygenNow(view(point('WL-01', 0.1, { flags: { do: 4 } })), () => true)
  expect(now.low).toEqual([])
  expect(now.unheard).toHaveLength(1)
})

test('a level gauge is no point that lacks oxygen', () => {
  const now = oxygenNow(view(point('WL-17', null), point('WL-03', null)), (id) => id === 'WL-03')
  expect(now.points.map(({ id }) => id)).toEqual(['WL-03'])
})
