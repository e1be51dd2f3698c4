import { hourMs } from '../time/hanoiTime.ts'
import { aqiParameters, type AqiParameter } from './aqiTable.ts'
import { meansNeeded, officialMean, type HourStats } from './hourlyMeans.ts'

/** Hourly means of one station over a stretch of hours, as indices and limits use them. `from`: start of the first hour,
 *  ms since 1970 UTC. A column holds µg/m³, one value an hour, NaN where the hour has no complete mean; a parameter without
 *  any mean has no column. */
export interface HourTrack {
  from: number
  hours: number
  means: Partial<Record<AqiParameter, Float64Array>>
}

/** The track of the hours in [from, to), both starts of hours.
 *  @param rows any order; other hours are ignored. `intervalS`: nominal seconds between readings */
export function hourTrackOf(
  { from, to }: { from: number; to: number },
  rows: Iterable<HourStats>,
  intervalS: number,
): HourTrack {
  const hours = Math.max(0, (to - from) / hourMs)
  const needed = meansNeeded(intervalS)
  const track: HourTrack = { from, hours, means: {} }
  for (const { time, stats } of rows) {
    const at = (time - from) / hourMs
    if (at < 0 || at >= hours) continue
    for (const parameter of aqiParameters) {
      const mean = officialMean(stats[parameter], needed)
      if (mean === undefined) continue
      const column = (track.means[parameter] ??= new Float64Array(hours).fill(NaN))
      column[at] = mean
    }
  }
  return track
}

/** Place of an hour in the track; hours outside have no mean. */
export function placeIn(track: HourTrack, hour: number): number {
  return (hour - track.from) / hourMs
}

/** Mean of the `length` hours that end with place `at`; undefined with fewer than 75 % of them (environment.md 1.8:
 *  6 of 8, 18 of 24). µg/m³ */
export function runningMean(
  { means, hours }: HourTrack,
  parameter: AqiParameter,
  at: number,
  length: number,
): number | undefined {
  const column = means[parameter]
  if (!column || at >= hours) return undefined
  let [sum, count] = [0, 0]
  for (let place = Math.max(0, at - length + 1); place <= at; place++) {
    const mean = column[place]!
    if (Number.isNaN(mean)) continue
    sum += mean
    count++
  }
  return count >= 0.75 * length ? sum / count : undefined
}

/** Largest running mean that ends in one of the `places` from `from` on, and how many of them there are. */
export function largestMean(
  track: HourTrack,
  parameter: AqiParameter,
  from: number,
  places: number,
  length: number,
): { value: number; count: number } | undefined {
  let [value, count] = [-Infinity, 0]
  for (let at = from; at < from + places; at++) {
    const mean = runningMean(track, parameter, at, length)
    if (mean === undefined) continue
    count++
    if (mean > value) value = mean
  }
  return count === 0 ? undefined : { value, count }
}
