import type { RainTotal } from '../../api/shapes.ts'
import { flag } from '@city/domain/quality/flag.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { oldestOf } from './floodState.ts'

/** Rain of the last hour at one gauge. `atLeast`: some of the hour is missing, more may have fallen. */
export interface HourRain {
  station: LiveStation
  mm: number
  atLeast: boolean
  time: number
}

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

/** Rain of the last hour: the gauge's own hourly value, else the server's total of its 10-minute sums.
 *  Null when it is old, failed or unknown. */
export function hourRainOf(station: LiveStation, total: RainTotal | undefined, now: number): HourRain | null {
  const isCurrent = (time: number) => ['fresh', 'late'].includes(freshnessOf(time, station.interval_s, now))
  const own = station.latest?.values.rain_1h
  const quality = station.latest?.flags.rain_1h
  const usable = quality !== flag.fail && quality !== flag.missing && quality !== flag.suspect
  if (own !== undefined && usable && station.time !== null && isCurrent(station.time))
    return { station, mm: own, atLeast: false, time: station.time }
  if (!total || total.total_mm === null || total.as_of === null) return null
  const time = Date.parse(total.as_of)
  return isCurrent(time) ? { station, mm: total.total_mm, atLeast: !total.complete, time } : null
}

export function rainStateOf(
  stations: readonly LiveStation[],
  totals: readonly RainTotal[],
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
