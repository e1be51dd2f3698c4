import type { AqiBand } from '@city/domain/air/aqiTable.ts'
import type { CameraItem } from '@city/domain/api/schemas.ts'
import type { Domain } from '@city/domain/station/station.ts'
import type { LiveStation } from '../live/liveStore.ts'
import type { GaugeTotals } from './picture/rainPicture.ts'

/* Stations, gauges and cameras for the wall's tests. `now` is 22 November 2026, 16:00 in Hanoi. */

export const now = Date.parse('2026-11-22T09:00:00Z')
const minuteMs = 60_000

/** A station seen `minutesAgo`, with these values; its nominal interval is ten minutes. */
export function stationWith(
  id: string,
  domain: Domain,
  values: Record<string, number>,
  minutesAgo = 1,
  flags: Record<string, number> = {},
): LiveStation {
  const time = now - minutesAgo * minuteMs
  return {
    id,
    domain,
    name: { vi: `Trạm ${id}`, en: `Station ${id}` },
    kind: 'fixed',
    owner: 'city',
    parameters: [],
    interval_s: 600,
    position_quality: 'surveyed',
    latest: { time: new Date(time).toISOString(), values, flags },
    index: null,
    lat: 21,
    lon: 105.8,
    time,
  }
}

/** An air station whose VN_AQI is for the hour that ended at `now`. */
export function airWith(id: string, value: number | null, band: AqiBand | null, minutesAgo = 1): LiveStation {
  return {
    ...stationWith(id, 'air', { pm25: 40 }, minutesAgo),
    index: {
      kind: 'vn_aqi_hour',
      time: new Date(now - 60 * minuteMs).toISOString(),
      value,
      band,
      main: 'pm25',
      sub_indices: {},
      method: 'test',
    },
  }
}

/** Totals of gauges, mm; `suspect`: what suspect rain adds to each. */
export function totalsOf(
  mm: Record<string, number | null>,
  complete = true,
  suspect: Record<string, number> = {},
): GaugeTotals {
  const items = Object.entries(mm).map(([station, total_mm]) => ({
    station,
    name: { vi: `Trạm ${station}`, en: `Station ${station}` },
    total_mm,
    suspect_mm: suspect[station] ?? 0,
    with_suspect: suspect[station] ? { total_mm: (total_mm ?? 0) + suspect[station], complete } : null,
    complete,
    as_of: total_mm === null ? null : new Date(now - minuteMs).toISOString(),
    to: new Date(now - minuteMs).toISOString(),
  }))
  return { items }
}

export function cameraWith(id: string, state: CameraItem['state'], minutesAgo = 1): CameraItem {
  const checked = new Date(now - minutesAgo * minuteMs).toISOString()
  return {
    id,
    name: `Camera ${id}`,
    unit: null,
    lat: 21,
    lon: 105.8,
    state,
    reason: null,
    since: '2026-11-22T08:00:00.000Z',
    checked_at: checked,
    snapshot_at: state === 'online' ? checked : null,
    fps: null,
    width: null,
    height: null,
    codec: null,
    kind: 'fixed',
    public: true,
  }
}
