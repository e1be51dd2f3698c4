import { expect, it } from 'vitest'
import type { CameraItem } from '@city/domain/api/schemas.ts'
import { Latest } from './latest.ts'

const reading = (second: number, pm25: number) => ({
  station: 'AQ-01',
  domain: 'air' as const,
  latest: { time: `2026-11-22T03:30:0${second}.000Z`, values: { pm25 }, flags: {} },
})
const camera: CameraItem = {
  ...{ id: 'C', name: 'C', unit: null, lat: 0, lon: 0, state: 'unknown', reason: null, since: null },
  ...{ checked_at: null, snapshot_at: null, fps: null, width: null, height: null, codec: null },
  ...{ kind: 'fixed', public: true },
}

it('keeps the newer of two readings in whatever order they come', () => {
  const latest = new Latest()
  latest.take('readings', [reading(5, 50), reading(3, 30)])
  expect(latest.readings.get('AQ-01')?.latest.values.pm25).toBe(50)
})

it('takes a correction of the same moment, and tells of news only', () => {
  const latest = new Latest()
  const told: unknown[] = []
  latest.onChange((kind, key) => told.push([kind, key]))
  expect(latest.take('readings', [reading(5, 50), reading(5, 50), reading(5, 51), reading(1, 9)])).toBe(2)
  expect(told).toHaveLength(2)
  expect(latest.readings.get('AQ-01')?.latest.values.pm25).toBe(51)
})

it('lets a checked camera replace one that was never checked, and not the other way round', () => {
  const latest = new Latest()
  latest.take('cameras', [
    camera,
    { ...camera, state: 'online', checked_at: '2026-11-22T03:30:00.000Z' },
    camera,
  ])
  expect(latest.cameras.get('C')?.state).toBe('online')
})
