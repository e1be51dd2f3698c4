import type { RainLevelCode, RainTotals } from '@city/domain/api/rain.ts'
import { countsInMean, flag } from '@city/domain/quality/flag.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { newestOf, usableOf, type Quality } from './quality.ts'

type Total = Pick<RainTotals['items'][number], 'station' | 'name' | 'total_mm' | 'complete' | 'as_of'>

/** A gauge over a threshold: `mm` in `windowMin` minutes. */
export interface RainLevelNow {
  code: RainLevelCode
  name: Total['name']
  mm: number
  windowMin: number
}

/** What the picture needs of the server's totals of one window. */
export interface GaugeTotals {
  items: readonly Total[]
  level?: RainTotals['level']
}

/** The wettest gauge of a window. `lowerBound`: some of its intervals are missing. */
export interface Wettest {
  name: Total['name']
  mm: number
  lowerBound: boolean
}

/** Rain over the city now. `raining`: gauges with rain in their newest 10 minutes, of `known`. `over50`: gauges with at
 *  least 50 mm in 2 h (flood likely at known points, environment reference 5.2), of `known2h`. */
export interface RainPicture {
  quality: Quality
  max1h: Wettest | null
  max2h: Wettest | null
  raining: number
  known: number
  over50: number
  known2h: number
  total: number
  /** The highest level that any gauge reaches now with good data (environment reference 5.2); null while none does. */
  level: RainLevelNow | null
  asOf: number | null
}

const floodLikelyMm = 50
const defaultIntervalS = 600
const timeOf = (text: string | null) => (text === null ? null : Date.parse(text))

/** @param totals1h,totals2h the server's rolling totals; undefined until they were read once
 *  @param now server clock, ms */
export function rainPictureOf(
  stations: readonly LiveStation[],
  totals1h: GaugeTotals | undefined,
  totals2h: GaugeTotals | undefined,
  now: number,
): RainPicture {
  const interval = new Map(stations.map(({ id, interval_s }) => [id, interval_s]))
  const usableTotals = (totals: GaugeTotals | undefined) =>
    usableOf(
      (totals?.items ?? []).filter(({ total_mm }) => total_mm !== null),
      ({ station, as_of }, at) => freshnessOf(timeOf(as_of), interval.get(station) ?? defaultIntervalS, at),
      ({ as_of }) => timeOf(as_of),
      now,
    )
  const gauges = usableOf(
    stations.filter(({ latest }) => usableRain(latest) !== null),
    ({ time, interval_s }, at) => freshnessOf(time, interval_s, at),
    ({ time }) => time,
    now,
  )
  const hour = usableTotals(totals1h)
  const twoHours = usableTotals(totals2h)
  const quality = hour.quality === 'none' ? gauges.quality : hour.quality
  return {
    quality,
    max1h: wettestOf(hour.items),
    max2h: wettestOf(twoHours.items),
    raining: gauges.items.filter(({ latest }) => (usableRain(latest) ?? 0) > 0).length,
    known: gauges.items.length,
    over50: twoHours.items.filter(({ total_mm }) => (total_mm ?? 0) >= floodLikelyMm).length,
    known2h: twoHours.items.length,
    total: stations.length,
    level: twoHours.quality === 'current' ? levelOf(totals2h) : null,
    asOf: newestOf([
      ...gauges.items.map(({ time }) => time),
      ...hour.items.map(({ as_of }) => timeOf(as_of)),
    ]),
  }
}

function usableRain(latest: LiveStation['latest']): number | null {
  const mm = latest?.values.rain_10m
  return mm !== undefined && countsInMean(latest?.flags.rain_10m ?? flag.good) ? mm : null
}

function wettestOf(items: readonly Total[]): Wettest | null {
  const [first] = items.toSorted((a, b) => (b.total_mm ?? 0) - (a.total_mm ?? 0))
  return first ? { name: first.name, mm: first.total_mm ?? 0, lowerBound: !first.complete } : null
}

function levelOf(totals: GaugeTotals | undefined): RainLevelNow | null {
  const level = totals?.level
  if (!level || level.unconfirmed || level.code === 'none' || level.code === 'unknown') return null
  const { code, station, mm, window_min: windowMin } = level
  const name = totals.items.find((one) => one.station === station)?.name
  return name && mm !== null && windowMin !== null ? { code, name, mm, windowMin } : null
}
