import {
  aqiParameters,
  aqiTable,
  aqiTableAt,
  bandOf,
  isOverRange,
  roundIndex,
  subIndex,
  type AqiBand,
  type AqiColumn,
  type AqiParameter,
  type AqiTable,
} from './aqiTable.ts'
import type { HourlyMeans } from './hourlyMeans.ts'
import { placeIn, type HourTrack } from './hourTrack.ts'
import { nowCast } from './nowCast.ts'

/** An index without what explains it. */
export interface AqiIndex {
  method: string
  /** Rounded index; null when neither PM2.5 nor PM10 has a sub-index (environment.md 1.1). */
  aqi: number | null
  band: AqiBand | null
  main: AqiParameter | null
  /** Rounded sub-indices; kept even when there is no AQI ("sub-index only"). */
  subIndices: Partial<Record<AqiParameter, number>>
}

/** What an index of an hour and one of a day have in common. */
export interface Aqi extends AqiIndex {
  /** Before rounding; ozone of a day has one of its 1-hour and one of its 8-hour column. */
  unrounded: Partial<Record<AqiColumn, number>>
  /** µg/m³ that each sub-index rests on: of an hour the NowCast of PM and the 1-hour mean of gases, of a day the mean of
   *  PM and the largest means of gases. */
  concentrations: Partial<Record<AqiColumn, number>>
  /** Hours present among those that the formula looks at: 12 (PM) or 1 (gases) of an hour, 24 of a day. */
  hoursUsed: Partial<Record<AqiParameter, number>>
  overRange: AqiParameter[]
}

/** VN_AQI of one hour with everything that explains it. */
export interface HourlyAqi extends Aqi {
  weights: Partial<Record<AqiParameter, number>>
  /** Ages, in hours before the index's hour, that were missing. */
  missingAges: Partial<Record<AqiParameter, number[]>>
}

export const nowCastHours = 12

export function isPm(parameter: AqiColumn): boolean {
  return parameter === 'pm25' || parameter === 'pm10'
}

/** Hourly VN_AQI (environment.md 1.5): PM by the 12-hour NowCast, gases by the mean of the hour itself, never carried
 *  forward; the AQI is the largest sub-index. */
export function hourlyAqi(means: HourlyMeans, table: AqiTable = aqiTable): HourlyAqi {
  const result: HourlyAqi = { ...emptyAqi(table), weights: {}, missingAges: {} }
  for (const parameter of aqiParameters) {
    const hours = means[parameter]
    if (!hours) continue
    const looked = isPm(parameter) ? nowCastHours : 1
    const missing: number[] = []
    for (let age = 0; age < looked; age++) if (hours[age] === undefined) missing.push(age)
    result.hoursUsed[parameter] = looked - missing.length
    result.missingAges[parameter] = missing
    const cast = isPm(parameter) ? nowCast(hours) : undefined
    if (cast?.weight != null) result.weights[parameter] = cast.weight
    const concentration = cast ? cast.value : hours[0]
    if (concentration == null) continue
    const unrounded = subIndex(parameter, concentration, table)
    result.concentrations[parameter] = concentration
    result.unrounded[parameter] = unrounded
    result.subIndices[parameter] = roundIndex(unrounded)
    if (isOverRange(parameter, concentration, table)) result.overRange.push(parameter)
  }
  return decided(result)
}

/** The same of an hour (its start) of a track. */
export function hourlyAqiAt(track: HourTrack, hour: number): HourlyAqi {
  const at = placeIn(track, hour)
  const means: { [Parameter in AqiParameter]?: (number | undefined)[] } = {}
  for (const parameter of aqiParameters) {
    const column = track.means[parameter]
    if (!column) continue
    const looked = isPm(parameter) ? nowCastHours : 1
    const hours: (number | undefined)[] = []
    let known = false
    for (let age = 0; age < nowCastHours && !(known && age >= looked); age++) {
      const mean = column[at - age]
      const isMissing = mean === undefined || Number.isNaN(mean)
      if (age < looked) hours.push(isMissing ? undefined : mean)
      known ||= !isMissing
    }
    if (known) means[parameter] = hours
  }
  return hourlyAqi(means, aqiTableAt(hour))
}

/** An index of which nothing is known yet. */
export function emptyAqi({ method }: AqiTable): Aqi {
  return {
    ...{ method, aqi: null, band: null, main: null, subIndices: {}, unrounded: {} },
    ...{ concentrations: {}, hoursUsed: {}, overRange: [] },
  }
}

/** Puts the decision in: the largest sub-index, ties in the order of the parameters (environment.md 1.7); none without
 *  PM2.5 or PM10 (1.1). */
export function decided<Result extends AqiIndex>(result: Result): Result {
  const { subIndices } = result
  if (subIndices.pm25 === undefined && subIndices.pm10 === undefined) return result
  let largest = -1
  for (const parameter of aqiParameters) {
    const one = subIndices[parameter]
    if (one === undefined || one <= largest) continue
    largest = one
    result.main = parameter
  }
  result.aqi = largest
  result.band = bandOf(largest)
  return result
}
