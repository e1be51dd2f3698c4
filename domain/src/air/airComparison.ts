import { aqiParameters } from './aqiTable.ts'
import { compareWithLimit, limitWindows, type ComparedWithLimit, type LimitWindow } from './airLimits.ts'
import { dayHours } from './dailyAqi.ts'
import { nowCastHours } from './hourlyAqi.ts'
import { largestMean, placeIn, runningMean, type HourTrack } from './hourTrack.ts'
import { nowCast } from './nowCast.ts'
import { usAqi, type UsAqi, type UsConcentrations } from './usAqi.ts'
import { whoGuidelines } from './whoGuidelines.ts'

/** A mean of a parameter in a window, µg/m³. */
type MeanIn = (parameter: (typeof aqiParameters)[number], window: LimitWindow) => number | undefined

export interface WhoRatio {
  window: '8h' | '24h'
  /** µg/m³ */
  guideline: number
  value: number
  ratio: number
}

/** What stands beside an index and never decides it. */
export interface AirComparison {
  limits: ComparedWithLimit[]
  us: UsAqi | undefined
  who: Partial<Record<(typeof aqiParameters)[number], WhoRatio>>
}

const hoursOf = { '1h': 1, '8h': 8, '24h': 24 } as const

/** Of an hour: its mean, and the running means of the 8 and 24 hours that end with it (75 % of them present). The track
 *  should begin 23 hours before. @param hour start of the hour, ms since 1970 UTC */
export function compareHour(track: HourTrack, hour: number): AirComparison {
  const at = placeIn(track, hour)
  const mean: MeanIn = (parameter, window) =>
    window === 'year' ? undefined : runningMean(track, parameter, at, hoursOf[window])
  const us = { ...gasesOf(mean), pm25: castOf(track, 'pm25', at), pm10: castOf(track, 'pm10', at) }
  return compare(mean, us, hour)
}

/** Of a day: its mean, and the largest 1-hour and 8-hour means that end in it. The track should begin 7 hours before.
 *  @param day start of the day of Hanoi, ms since 1970 UTC */
export function compareDay(track: HourTrack, day: number): AirComparison {
  const at = placeIn(track, day)
  const mean: MeanIn = (parameter, window) => {
    if (window === 'year') return undefined
    if (window === '24h') return runningMean(track, parameter, at + dayHours - 1, dayHours)
    return largestMean(track, parameter, at, dayHours, hoursOf[window])?.value
  }
  const us = { ...gasesOf(mean), pm25: mean('pm25', '24h'), pm10: mean('pm10', '24h') }
  return compare(mean, us, day)
}

function gasesOf(mean: MeanIn) {
  const [o3, no2, so2] = [mean('o3', '1h'), mean('no2', '1h'), mean('so2', '1h')]
  return { o3, no2, so2, o3_8h: mean('o3', '8h'), co: mean('co', '8h') }
}

function castOf({ means }: HourTrack, parameter: 'pm25' | 'pm10', at: number): number | undefined {
  const column = means[parameter]
  if (!column) return undefined
  const hours = Array.from({ length: nowCastHours }, (_, age) => {
    const mean = column[at - age]
    return mean === undefined || Number.isNaN(mean) ? undefined : mean
  })
  return nowCast(hours).value ?? undefined
}

function compare(
  mean: MeanIn,
  us: { [Column in keyof UsConcentrations]: number | undefined },
  time: number,
): AirComparison {
  const result: AirComparison = { limits: [], us: usAqi(given(us)), who: {} }
  for (const parameter of aqiParameters) {
    for (const window of limitWindows) {
      const value = mean(parameter, window)
      const compared = value === undefined ? undefined : compareWithLimit(parameter, window, value, time)
      if (compared) result.limits.push(compared)
    }
    const { window, level: guideline } = whoGuidelines[parameter]
    const value = mean(parameter, window)
    if (value !== undefined) result.who[parameter] = { window, guideline, value, ratio: value / guideline }
  }
  return result
}

function given(values: { [Column in keyof UsConcentrations]: number | undefined }): UsConcentrations {
  const known: UsConcentrations = {}
  for (const column of Object.keys(values) as (keyof UsConcentrations)[]) {
    const value = values[column]
    if (value !== undefined) known[column] = value
  }
  return known
}
