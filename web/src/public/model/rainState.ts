import type { RainTotalItem } from '@city/domain/api/rain.ts'
import { flag } from '@city/domain/quality/flag.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import { standingRain, type StandingParts } from '../../domainView/suspectRain.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { oldestOf } from './floodState.ts'

/** Rain of the last hour at one gauge. `suspectMm`: the part of `mm` that is not yet confirmed (flag 3). `atLeast`: some of
 *  the hour is missing, more may have fallen. */
export interface HourRain {
  station: LiveStation
  mm: number
  suspectMm: number
  atLeast: boolean
  time: number
}

/** Fields of a total that the page needs. */
type Total = StandingParts & Pick<RainTotalItem, 'station'>

export interface RainState {
  gauges: number
  /** Gauges with a usable hour; the others are unknown, not dry. */
  heard: HourRain[]
  raining: number
  /** The most rain at one gauge; null when it rains nowhere or nothing is known. */
  most: HourRain | null
  /** Oldest observation among those heard, ms. */
  asOf: number | null
}

/** Rain of the last hour: the gauge's own hourly value, else the server's total of its 10-minute sums, else its own
 *  suspect value (flag 3), marked: a cloudburst looks like that. Null when it is old, failed or unknown. */
export function hourRainOf(station: LiveStation, total: Total | undefined, now: number): HourRain | null {
  const isCurrent = (time: number) => ['fresh', 'late'].includes(freshnessOf(time, station.interval_s, now))
  const own = station.latest?.values.rain_1h
  const quality = station.latest?.flags.rain_1h
  const { time } = station
  const hasOwn = own !== undefined && quality !== flag.fail && quality !== flag.missing
  const ownNow =
    hasOwn && time !== null && isCurrent(time) ? { station, mm: own, atLeast: false, time } : null
  const isSuspect = quality === flag.suspect
  const standing = total && standingRain(total, station.time)
  // An hour that passed its check is still in doubt where the ten minutes that it is made of are.
  if (ownNow && !isSuspect && !standing?.suspectMm) return { ...ownNow, suspectMm: 0 }
  if (standing && standing.asOf !== null && isCurrent(standing.asOf)) {
    const { mm, suspectMm, complete, asOf } = standing
    return { station, mm, suspectMm, atLeast: !complete, time: asOf }
  }
  return ownNow && ownNow.mm > 0 ? { ...ownNow, suspectMm: ownNow.mm } : null
}

export function rainStateOf(
  stations: readonly LiveStation[],
  totals: readonly Total[],
  now: number,
): RainState {
  const byStation = new Map(totals.map((one) => [one.station, one]))
  const heard = stations
    .map((one) => hourRainOf(one, byStation.get(one.id), now))
    .filter((one) => one !== null)
  const wet = heard.filter(({ mm }) => mm > 0).toSorted((a, b) => b.mm - a.mm)
  return {
    gauges: stations.length,
    heard,
    raining: wet.length,
    most: wet[0] ?? null,
    asOf: oldestOf(heard.map(({ time }) => time)),
  }
}

/** Rain from which the page puts rain and flooding first: the watch level of 25 mm in one hour (environment reference 5.2). */
export const heavyRainMm = 25
