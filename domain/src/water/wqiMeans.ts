import { sampledParameters, wqiReadingParameters } from './wqiTables.ts'

/** Values of one parameter in one window. `good`: the same of values flagged 1 alone, there only when values flagged 2
 *  are among them. Suspect, failed and missing ones are no part of it. */
export interface ValueStats {
  count: number
  mean: number
  good?: { count: number; mean: number }
}

/** Usable values of one station in one hour. `time`: start of the hour, ms since 1970 UTC. */
export interface WaterHour {
  time: number
  stats: Readonly<Record<string, ValueStats>>
}

/** What the index of a window is computed from. */
export interface WqiMeans {
  /** Canonical units. */
  means: Record<string, number>
  /** Readings that each mean rests on. */
  readings: Record<string, number>
  /** Measured or expected, and left out: `unit` says what is counted. */
  leftOut: { parameter: string; count: number; needed: number; unit: 'readings' | 'hours' }[]
}

/** An hour's mean needs this share of what the station's interval promises, a day's this many hours of 24
 *  (environment.md 1.8 [P]). */
const completeness = 0.75
const hoursOfDay = 18

/** Means of one hour, of values flagged 1 only (environment.md 7.4). Measured continuously: 75 % of the values that the
 *  interval promises. Laboratory samples come a few times a day or a month: one speaks for its hour [P].
 *  @param intervalS nominal seconds between readings
 *  @param expected parameters that the station is known to report: listed as left out when nothing of them is usable */
export function wqiMeansOfHour(
  hour: WaterHour | undefined,
  intervalS: number,
  expected: readonly string[] = [],
): WqiMeans {
  const result: WqiMeans = { means: {}, readings: {}, leftOut: [] }
  for (const parameter of wqiReadingParameters) {
    const stats = hour?.stats[parameter]
    if (!stats && !expected.includes(parameter)) continue
    const { count, mean } = stats?.good ?? stats ?? { count: 0, mean: NaN }
    const needed = neededFor(parameter, intervalS)
    if (count >= needed) {
      result.means[parameter] = mean
      result.readings[parameter] = count
    } else result.leftOut.push({ parameter, count, needed: Math.ceil(needed), unit: 'readings' })
  }
  return result
}

/** Means of one day of Hanoi: of its hourly means, at least 18; of all samples of the day for what a laboratory
 *  measures [P].
 *  @param hours of that day, any order */
export function wqiMeansOfDay(
  hours: readonly WaterHour[],
  intervalS: number,
  expected: readonly string[] = [],
): WqiMeans {
  const result: WqiMeans = { means: {}, readings: {}, leftOut: [] }
  const ofHours = hours.toSorted((a, b) => a.time - b.time).map((hour) => wqiMeansOfHour(hour, intervalS))
  for (const parameter of wqiReadingParameters) {
    const complete = ofHours.filter(({ means }) => parameter in means)
    const readings = complete.reduce((sum, hour) => sum + hour.readings[parameter]!, 0)
    const isSampled = sampledParameters.has(parameter)
    const isMeasured = expected.includes(parameter) || hours.some(({ stats }) => parameter in stats)
    if (!isMeasured) continue
    if (complete.length === 0 || (!isSampled && complete.length < hoursOfDay)) {
      const needed = isSampled ? 1 : hoursOfDay
      result.leftOut.push({ parameter, count: complete.length, needed, unit: 'hours' })
      continue
    }
    const weightOf = (hour: WqiMeans) => (isSampled ? hour.readings[parameter]! : 1)
    const weights = complete.reduce((sum, hour) => sum + weightOf(hour), 0)
    const sum = complete.reduce((total, hour) => total + hour.means[parameter]! * weightOf(hour), 0)
    result.means[parameter] = sum / weights
    result.readings[parameter] = readings
  }
  return result
}

function neededFor(parameter: string, intervalS: number): number {
  return sampledParameters.has(parameter) ? 1 : completeness * Math.max(1, Math.floor(3600 / intervalS))
}
