import { hourMs } from '../time/hanoiTime.ts'
import { aqiParameters, type AqiParameter } from './aqiTable.ts'

/** Hourly means of one parameter, µg/m³, the hour of the index first; undefined where an hour is missing. */
export type HourlyMeans = Partial<Record<AqiParameter, readonly (number | undefined)[]>>

/** Values of one parameter in one hour: how many, and their mean in µg/m³. `good`: the same of values flagged 1 alone,
 *  there only when others (flag 2) are among them. */
export interface MeanOf {
  count: number
  mean: number
  good?: { count: number; mean: number }
}

/** Usable values of one station in one hour. `time`: start of the hour. */
export interface HourStats {
  time: number
  stats: Readonly<Record<string, MeanOf>>
}

/** An hour's mean needs this share of the readings that the station's interval promises (environment.md 1.8 [P]). */
export const meanCompleteness = 0.75

/** How many values an hour's mean needs. @param intervalS nominal seconds between readings */
export function meansNeeded(intervalS: number): number {
  return meanCompleteness * Math.max(1, Math.floor(3600 / intervalS))
}

/** The mean that an official index may use: of values flagged 1 only (environment.md 7.4), undefined with fewer than
 *  `needed` of them. A mean below zero (zero drift of an analyser) counts as zero. */
export function officialMean(stats: MeanOf | undefined, needed: number): number | undefined {
  if (!stats) return undefined
  const { count, mean } = stats.good ?? stats
  return count >= needed ? Math.max(0, mean) : undefined
}

/** The hourly means that the index of `hour` looks at, current hour first; incomplete hours are missing.
 *  @param rows any order, other hours are ignored; `hour`: start of the hour, ms since 1970 UTC */
export function hourlyMeansFor(hour: number, rows: readonly HourStats[], intervalS: number): HourlyMeans {
  const needed = meansNeeded(intervalS)
  const byHour = new Map(rows.map((row) => [row.time, row.stats]))
  const means: Partial<Record<AqiParameter, (number | undefined)[]>> = {}
  for (const parameter of aqiParameters) {
    const hours = Array.from({ length: 12 }, (_, age) =>
      officialMean(byHour.get(hour - age * hourMs)?.[parameter], needed),
    )
    if (hours.some((one) => one !== undefined)) means[parameter] = hours
  }
  return means
}
