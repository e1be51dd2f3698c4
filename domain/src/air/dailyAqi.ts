import { dayMs, hourMs } from '../time/hanoiTime.ts'
import {
  aqiParameters,
  aqiTable,
  aqiTableAt,
  has8hSubIndex,
  isOverRange,
  roundIndex,
  subIndex,
  type AqiColumn,
  type AqiParameter,
  type AqiTable,
} from './aqiTable.ts'
import { decided, emptyAqi, isPm, type Aqi } from './hourlyAqi.ts'
import { largestMean, placeIn, type HourTrack } from './hourTrack.ts'

/** VN_AQI of one day of Hanoi with everything that explains it. */
export interface DailyAqi extends Aqi {
  /** Hours of the day (0 = 00:00–01:00) without a mean. */
  missingHours: Partial<Record<AqiParameter, number[]>>
  /** Columns whose largest mean comes from too few hours: a lower bound (environment.md 1.8 [P]). */
  partial: AqiColumn[]
}

/** Concentrations that a daily index rests on, µg/m³: means of PM, largest 1-hour means of gases, largest 8-hour mean of
 *  ozone. */
export type DailyConcentrations = Partial<Record<AqiColumn, number>>

export const dayHours = dayMs / hourMs
/** The 8-hour means of a day reach this far into the day before. */
export const reachBeforeDay = 7
/** Of 24 hourly means, or of 24 8-hour means (environment.md 1.8 [P]). */
const hoursNeeded = 18

/** Daily VN_AQI of concentrations (environment.md 1.6): the larger of the two ozone sub-indices counts, and above 400 µg/m³
 *  the 8-hour mean has none. */
export function dailyAqi(concentrations: DailyConcentrations, table: AqiTable = aqiTable): DailyAqi {
  const result: DailyAqi = { ...emptyAqi(table), concentrations, missingHours: {}, partial: [] }
  for (const parameter of aqiParameters) {
    const concentration = concentrations[parameter]
    if (concentration === undefined) continue
    result.unrounded[parameter] = subIndex(parameter, concentration, table)
    if (isOverRange(parameter, concentration, table)) result.overRange.push(parameter)
  }
  const o3 = concentrations.o3_8h
  if (o3 !== undefined && has8hSubIndex(o3, table)) result.unrounded.o3_8h = subIndex('o3_8h', o3, table)
  const { unrounded } = result
  for (const parameter of aqiParameters) {
    const own = unrounded[parameter]
    const one = parameter === 'o3' ? larger(own, unrounded.o3_8h) : own
    if (one !== undefined) result.subIndices[parameter] = roundIndex(one)
  }
  return decided(result)
}

/** The same of a day of Hanoi of a track, from its hourly means: 18 of 24 for PM; gases with fewer hours are marked
 *  partial, as is an 8-hour maximum of fewer than 18 means.
 *  @param day start of the day, ms since 1970 UTC; the track should begin 7 hours before */
export function dailyAqiAt(track: HourTrack, day: number): DailyAqi {
  const from = placeIn(track, day)
  const concentrations: DailyConcentrations = {}
  const hoursUsed: DailyAqi['hoursUsed'] = {}
  const missingHours: DailyAqi['missingHours'] = {}
  const partial: AqiColumn[] = []
  const put = (column: AqiColumn, found: { value: number; count: number } | undefined): void => {
    if (!found) return
    concentrations[column] = found.value
    if (found.count < hoursNeeded) partial.push(column)
  }
  for (const parameter of aqiParameters) {
    const column = track.means[parameter]
    if (!column) continue
    const { missing, sum, largest } = summaryOf(column, from)
    const known = dayHours - missing.length
    if (known > 0) {
      hoursUsed[parameter] = known
      missingHours[parameter] = missing
      if (!isPm(parameter)) put(parameter, { value: largest, count: known })
      else if (known >= hoursNeeded) concentrations[parameter] = sum / known
    }
    if (parameter === 'o3') put('o3_8h', largestMean(track, 'o3', from, dayHours, 8))
  }
  const result = dailyAqi(concentrations, aqiTableAt(day))
  return { ...result, hoursUsed, missingHours, partial }
}

function summaryOf(column: Float64Array, from: number): { missing: number[]; sum: number; largest: number } {
  const missing: number[] = []
  let [sum, largest] = [0, -Infinity]
  for (let hour = 0; hour < dayHours; hour++) {
    const mean = column[from + hour]
    if (mean === undefined || Number.isNaN(mean)) {
      missing.push(hour)
      continue
    }
    sum += mean
    if (mean > largest) largest = mean
  }
  return { missing, sum, largest }
}

function larger(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return Math.max(a, b)
}
