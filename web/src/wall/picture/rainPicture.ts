import type { RainLevelCode, RainTotals } from '@city/domain/api/rain.ts'
import { countsInMean, flag } from '@city/domain/quality/flag.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import { standingRain, type StandingParts, type StandingRain } from '../../domainView/suspectRain.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { newestOf, usableOf, type Quality } from './quality.ts'

type Total = StandingParts & Pick<RainTotals['items'][number], 'station' | 'name'>

/** A gauge over a threshold: `mm` in `windowMin` minutes. `unconfirmed`: only with suspect rain (flag 3). */
export interface RainLevelNow {
  code: Exclude<RainLevelCode, 'none' | 'unknown'>
  name: Total['name']
  mm: number
  windowMin: number
  unconfirmed: boolean
}

/** What the picture needs of the server's totals of one window. */
export interface GaugeTotals {
  items: readonly Total[]
  level?: RainTotals['level']
}

/** The wettest gauge of a window. `suspectMm`: the part of `mm` that is not yet confirmed (flag 3). `lowerBound`: some of
 *  its intervals are missing. */
export interface Wettest {
  name: Total['name']
  mm: number
  suspectMm: number
  lowerBound: boolean
}

/** Rain over the city now. `raining`: gauges with rain in their newest 10 minutes, of `known`. `over50`: gauges with at
 *  least 50 mm in 2 h (flood likely at known points, environment reference 5.2), of `known2h`. Suspect rain (flag 3) is in
 *  all of them, for a cloudburst looks like it; what is so by suspect rain alone stands apart. */
export interface RainPicture {
  quality: Quality
  max1h: Wettest | null
  max2h: Wettest | null
  /** The same without suspect rain, mm; null where no confirmed rain is known. */
  confirmed: { max1h: number | null; max2h: number | null }
  raining: number
  rainingSuspect: number
  known: number
  over50: number
  over50Suspect: number
  known2h: number
  total: number
  /** The highest level that any gauge reaches now (environment reference 5.2); null while none does. */
  level: RainLevelNow | null
  asOf: number | null
}

const floodLikelyMm = 50
const defaultIntervalS = 600

/** @param totals1h,totals2h the server's rolling totals; undefined until they were read once
 *  @param now server clock, ms */
export function rainPictureOf(
  stations: readonly LiveStation[],
  totals1h: GaugeTotals | undefined,
  totals2h: GaugeTotals | undefined,
  now: number,
): RainPicture {
  const interval = new Map(stations.map(({ id, interval_s }) => [id, interval_s]))
  const newest = new Map(stations.map(({ id, time }) => [id, time]))
  const usableTotals = (totals: GaugeTotals | undefined) =>
    usableOf(
      (totals?.items ?? []).flatMap((item) => {
        const rain = standingRain(item, newest.get(item.station))
        return rain ? [{ ...item, rain }] : []
      }),
      ({ station, rain }, at) => freshnessOf(rain.asOf, interval.get(station) ?? defaultIntervalS, at),
      ({ rain }) => rain.asOf,
      now,
    )
  const gauges = usableOf(
    stations.flatMap((station) => {
      const rain = newestRain(station.latest)
      return rain ? [{ ...station, rain }] : []
    }),
    ({ time, interval_s }, at) => freshnessOf(time, interval_s, at),
    ({ time }) => time,
    now,
  )
  const hour = usableTotals(totals1h)
  const twoHours = usableTotals(totals2h)
  const over50 = twoHours.items.filter(({ rain }) => rain.mm >= floodLikelyMm)
  const quality = hour.quality === 'none' ? gauges.quality : hour.quality
  return {
    quality,
    max1h: wettestOf(hour.items),
    max2h: wettestOf(twoHours.items),
    confirmed: { max1h: mostConfirmed(hour.items), max2h: mostConfirmed(twoHours.items) },
    raining: gauges.items.filter(({ rain }) => rain.mm > 0).length,
    rainingSuspect: gauges.items.filter(({ rain }) => rain.suspect).length,
    known: gauges.items.length,
    over50: over50.length,
    over50Suspect: over50.filter(({ total_mm }) => (total_mm ?? 0) < floodLikelyMm).length,
    known2h: twoHours.items.length,
    total: stations.length,
    level: twoHours.quality === 'current' ? levelOf(totals2h) : null,
    asOf: newestOf([...gauges.items.map(({ time }) => time), ...hour.items.map(({ rain }) => rain.asOf)]),
  }
}

/** Rain of the newest 10 minutes; suspect rain counts, a suspect zero says nothing. */
function newestRain(latest: LiveStation['latest']): { mm: number; suspect: boolean } | null {
  const mm = latest?.values.rain_10m
  if (mm === undefined) return null
  const quality = latest?.flags.rain_10m ?? flag.good
  if (countsInMean(quality)) return { mm, suspect: false }
  return quality === flag.suspect && mm > 0 ? { mm, suspect: true } : null
}

function wettestOf(items: readonly (Total & { rain: StandingRain })[]): Wettest | null {
  const [first] = items.toSorted((a, b) => b.rain.mm - a.rain.mm || a.rain.suspectMm - b.rain.suspectMm)
  if (!first) return null
  const { mm, suspectMm, complete } = first.rain
  return { name: first.name, mm, suspectMm, lowerBound: !complete }
}

function mostConfirmed(items: readonly Total[]): number | null {
  const known = items.flatMap(({ total_mm }) => (total_mm === null ? [] : [total_mm]))
  return known.length > 0 ? Math.max(...known) : null
}

function levelOf(totals: GaugeTotals | undefined): RainLevelNow | null {
  const level = totals?.level
  if (!level || level.code === 'none' || level.code === 'unknown') return null
  const { code, station, mm, window_min: windowMin, unconfirmed } = level
  const name = totals.items.find((one) => one.station === station)?.name
  return name && mm !== null && windowMin !== null ? { code, name, mm, windowMin, unconfirmed } : null
}
