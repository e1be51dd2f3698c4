import {
  aqiBands,
  aqiMethod,
  aqiParameters,
  bandOf,
  isOverRange,
  roundIndex,
  subIndex,
  type AqiBand,
  type AqiParameter,
} from './aqiTable.ts'
import { nowCast } from './nowCast.ts'

/** Hourly means of one parameter, µg/m³, the hour of the index first; undefined where an hour is missing. */
export type HourlyMeans = Partial<Record<AqiParameter, readonly (number | undefined)[]>>

/** VN_AQI of one hour with everything that explains it. */
export interface HourlyAqi {
  method: string
  /** Rounded index; null when neither PM2.5 nor PM10 has a sub-index (environment.md 1.1). */
  aqi: number | null
  band: AqiBand | null
  main: AqiParameter | null
  /** Rounded sub-indices; kept even when there is no AQI ("sub-index only"). */
  subIndices: Partial<Record<AqiParameter, number>>
  /** µg/m³ that each sub-index rests on: the NowCast of PM, the 1-hour mean of gases. */
  concentrations: Partial<Record<AqiParameter, number>>
  weights: Partial<Record<AqiParameter, number>>
  /** Hours present among the 12 (PM) or the 1 (gases) that the formula looks at. */
  hoursUsed: Partial<Record<AqiParameter, number>>
  /** Ages, in hours before the index's hour, that were missing. */
  missingAges: Partial<Record<AqiParameter, number[]>>
  overRange: AqiParameter[]
}

const nowCastHours = 12

/** Hourly VN_AQI, Decision 1459/QĐ-TCMT (environment.md 1.5): PM by the 12-hour NowCast, gases by the mean of the hour
 *  itself, never carried forward; the AQI is the largest sub-index. */
export function hourlyAqi(means: HourlyMeans): HourlyAqi {
  const result: HourlyAqi = {
    method: aqiMethod,
    aqi: null,
    band: null,
    main: null,
    subIndices: {},
    concentrations: {},
    weights: {},
    hoursUsed: {},
    missingAges: {},
    overRange: [],
  }
  let largest = -1
  for (const parameter of aqiParameters) {
    const hours = means[parameter]
    if (!hours) continue
    const isPm = parameter === 'pm25' || parameter === 'pm10'
    const looked = Array.from({ length: isPm ? nowCastHours : 1 }, (_, age) => hours[age])
    result.hoursUsed[parameter] = looked.filter((one) => one !== undefined).length
    result.missingAges[parameter] = looked.flatMap((one, age) => (one === undefined ? [age] : []))
    const cast = isPm ? nowCast(looked) : undefined
    if (cast?.weight != null) result.weights[parameter] = cast.weight
    const concentration = cast ? cast.value : looked[0]
    if (concentration == null) continue
    const unrounded = subIndex(parameter, concentration)
    result.concentrations[parameter] = concentration
    result.subIndices[parameter] = roundIndex(unrounded)
    if (isOverRange(parameter, concentration)) result.overRange.push(parameter)
    if (result.subIndices[parameter]! > largest) {
      largest = result.subIndices[parameter]!
      result.main = parameter
    }
  }
  const hasPm = result.subIndices.pm25 !== undefined || result.subIndices.pm10 !== undefined
  if (!hasPm) return { ...result, main: null }
  return { ...result, aqi: largest, band: bandOf(largest) }
}

/** The index in words, both languages. */
export function explainInWords(result: HourlyAqi): { vi: string; en: string } {
  if (result.aqi === null || result.main === null) {
    return {
      vi: 'Chưa đủ số liệu: cần PM2.5 hoặc PM10 có ít nhất 2 trong 3 giờ gần nhất (QĐ 1459/QĐ-TCMT).',
      en: 'Not enough data: PM2.5 or PM10 needs at least 2 of the last 3 hours (Decision 1459/QĐ-TCMT).',
    }
  }
  const band = aqiBands.find((one) => one.band === result.band)
  const isPm = result.main === 'pm25' || result.main === 'pm10'
  const name = result.main.toUpperCase().replace('PM25', 'PM2.5')
  const hours = result.hoursUsed[result.main] ?? 0
  const value = result.concentrations[result.main] ?? 0
  return {
    vi: `VN_AQI ${result.aqi} (${band?.vi}): ${name} cao nhất, ${isPm ? `NowCast từ ${hours}/12 giờ` : 'trung bình 1 giờ'} = ${value.toFixed(1).replace('.', ',')} µg/m³; nội suy theo QĐ 1459/QĐ-TCMT.`,
    en: `VN_AQI ${result.aqi} (${band?.en}): ${name} is highest, ${isPm ? `NowCast of ${hours}/12 hours` : 'mean of 1 hour'} = ${value.toFixed(1)} µg/m³; interpolated by Decision 1459/QĐ-TCMT.`,
  }
}
