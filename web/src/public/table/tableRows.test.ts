import { expect, test } from 'vitest'
import type { FloodRisk } from '@city/domain/api/flood.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { stationRows } from './tableRows.ts'

const now = Date.UTC(2026, 10, 22, 9, 0)

/** A flood point that reported five minutes ago, or never. */
function point(id: string, depthCm: number | null): LiveStation {
  const time = depthCm === null ? null : now - 5 * 60_000
  return {
    ...{ id, domain: 'flood', name: { vi: id, en: id }, lat: 21, lon: 105.8, index: null, interval_s: 600 },
    ...{ time, latest: time === null ? null : { time: '', values: { depth_cm: depthCm }, flags: {} } },
  } as unknown as LiveStation
}
const risk = (level: FloodRisk['level']) => ({ level, unconfirmed: false }) as FloodRisk
const ask: Parameters<typeof stationRows>[1] = {
  ...{ domain: 'flood', typed: '', language: 'vi', order: 'worst' },
  ...{ place: { lat: 21, lon: 105.8 }, now },
}

test('measured floods stand first, then what may flood, heard or not; an unknown risk moves nothing', () => {
  const points = [point('dry', 2), point('silent', null), point('light', 10), point('deep', 45)]
  const risks = new Map([
    ['dry', risk('watch')],
    ['silent', risk('severe')],
    ['light', risk('none')],
    ['deep', risk('unknown')],
  ])
  const rows = stationRows([...points, point('unheard', null), point('calm', 0)], { ...ask, risks })
  expect(rows.map(({ station }) => station.id)).toEqual(['deep', 'light', 'silent', 'dry', 'calm', 'unheard'])
})

test('without an answer about risk it is not known, and while it is on its way nothing is said', () => {
  const [unknown] = stationRows([point('dry', 0)], { ...ask, risks: null })
  const [waiting] = stationRows([point('dry', 0)], ask)
  expect([unknown?.risk, waiting?.risk]).toEqual([null, undefined])
})
