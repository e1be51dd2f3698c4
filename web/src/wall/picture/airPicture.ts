import type { AqiBand } from '@city/domain/air/aqiTable.ts'
import type { StationAqi } from '@city/domain/api/schemas.ts'
import { airBands, levelOf } from '../../domainView/airBand.ts'
import { shownFreshness } from '../../domainView/markerLook.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { newestOf, usableOf, type Quality } from './quality.ts'

/** One air station with a VN_AQI that may stand for now. */
export interface AirPoint {
  station: LiveStation
  value: number
  band: AqiBand
}

/** The city's air now. `known` of `total` stations enter; `points` from worst to best. `asOf`: end of the newest hour, ms. */
export interface AirPicture {
  quality: Quality
  counts: Readonly<Record<AqiBand, number>>
  known: number
  total: number
  points: readonly AirPoint[]
  lowest: number | null
  highest: number | null
  asOf: number | null
}

const hourMs = 3_600_000

/** Gathers the air stations' hourly VN_AQI at `now` (server clock, ms). Stations without an index or with an old one
 *  are unknown, not good. */
export function airPictureOf(stations: readonly LiveStation[], now: number): AirPicture {
  const indexed = stations.flatMap((station): AirPoint[] => {
    const { value, band } = station.index ?? { value: null, band: null }
    return value === null || band === null ? [] : [{ station, value, band }]
  })
  const { quality, items } = usableOf(
    indexed,
    ({ station }, at) => shownFreshness(station, at),
    ({ station }) => station.time,
    now,
  )
  const points = items.toSorted((a, b) => b.value - a.value)
  const counts = Object.fromEntries(airBands.map((band) => [band, 0])) as Record<AqiBand, number>
  for (const { band } of points) counts[band]++
  return {
    quality,
    counts,
    known: points.length,
    total: stations.length,
    points,
    lowest: points.at(-1)?.value ?? null,
    highest: points[0]?.value ?? null,
    asOf: newestOf(
      points.map(({ station }) => (station.index ? Date.parse(station.index.time) + hourMs : null)),
    ),
  }
}

/** Stations in band `from` or a worse one. */
export function countFrom(air: AirPicture, from: AqiBand): number {
  return air.points.filter(({ band }) => levelOf(band) >= levelOf(from)).length
}

/** Start of the unbroken run of hours in `band` or worse that the newest hour belongs to: ms; `open` when the run is
 *  older than the answer; null when the newest hour is better or unknown. */
export function bandSince(points: StationAqi['points'], band: AqiBand): { at: number; open: boolean } | null {
  let since: number | null = null
  for (const point of points.toReversed()) {
    if (point.band === null || levelOf(point.band) < levelOf(band)) break
    since = Date.parse(point.time)
  }
  if (since === null) return null
  return { at: since, open: since === Date.parse(points[0]?.time ?? '') }
}
