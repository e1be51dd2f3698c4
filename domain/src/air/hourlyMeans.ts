import { hourMs } from '../time/hanoiTime.ts'
import { aqiParameters, type AqiParameter } from './aqiTable.ts'
import type { HourlyMeans } from './hourlyAqi.ts'

/** Usable values of one station in one hour: how many, and their mean in µg/m³. `time`: start of the hour. */
export interface HourStats {
  time: number
  stats: Readonly<Record<string, { count: number; mean: number }>>
}

/** An hour's mean needs this share of the readings that the station's interval promises (environment.md 1.8 [P]). */
export const meanCompleteness = 0.75

/** The hourly means that the index of `hour` looks at, current hour first; incomplete hours are missing.
 *  A mean below zero (zero drift of an analyser) counts as zero.
 *  @param rows any order, other hours are ignored; `hour`: start of the hour, ms since 1970 UTC */
export function hourlyMeansFor(hour: number, rows: readonly HourStats[], intervalS: number): HourlyMeans {
  const needed = meanCompleteness * Math.max(1, Math.floor(3600 / intervalS))
  const byHour = new Map(rows.map((row) => [row.time, row.stats]))
  const means: Partial<Record<AqiParameter, (number | undefined)[]>> = {}
  for (const parameter of aqiParameters) {
    const hours = Array.from({ length: 12 }, (_, age) => {
      const stats = byHour.get(hour - age * hourMs)?.[parameter]
      return stats && stats.count >= needed ? Math.max(0, stats.mean) : undefined
    })
    if (hours.some((one) => one !== undefined)) means[parameter] = hours
  }
  return means
}
