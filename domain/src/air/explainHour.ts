import type { Names } from '../station/station.ts'
import { aqiParameters } from './aqiTable.ts'
import {
  columnNames,
  decisionText,
  inBoth,
  interpolationText,
  numberText,
  sourceText,
  type Language,
} from './aqiWords.ts'
import { isPm, type HourlyAqi } from './hourlyAqi.ts'

/** An hourly index in words: what was used and missing, weights, sub-indices and the decision. */
export function explainHour(result: HourlyAqi): Names {
  return inBoth((language) =>
    [
      reasonOfNone(result, language),
      decisionText(result, language),
      basisText(result, language),
      sourceText(result, language),
    ]
      .filter(Boolean)
      .join(' '),
  )
}

/** The formula of the index with its numbers. */
export function formulaOfHour(result: HourlyAqi): Names {
  return inBoth((language) => {
    const steps: string[] = []
    for (const parameter of aqiParameters) {
      const numbers = interpolationText(parameter, result, language)
      if (numbers) steps.push(`${columnNames[parameter][language]}: ${numbers}`)
    }
    if (result.weights.pm25 !== undefined || result.weights.pm10 !== undefined)
      steps.unshift('NowCast = Σ wⁱ⁻¹·cᵢ / Σ wⁱ⁻¹ (i = 1…12), w = max(Cmin / Cmax, 1/2)')
    if (result.aqi !== null) steps.push(`VN_AQI = max = ${result.aqi}`)
    return steps.join('; ')
  })
}

/** Why an hour has no index, in one sentence; null where it has one. */
export function whyNoHourlyAqi(result: HourlyAqi): Names | null {
  return result.aqi === null ? inBoth((language) => reasonOfNone(result, language)) : null
}

function reasonOfNone({ aqi, hoursUsed, missingAges }: HourlyAqi, language: Language): string {
  if (aqi !== null) return ''
  const seen = (['pm25', 'pm10'] as const).flatMap((one) => {
    if (hoursUsed[one] === undefined) return []
    const recent = 3 - (missingAges[one] ?? []).filter((age) => age < 3).length
    return `${columnNames[one][language]} ${recent}/3`
  })
  const known = seen.length > 0 ? ` (${seen.join(', ')})` : ''
  return language === 'vi'
    ? `Không có VN_AQI: cần PM2.5 hoặc PM10 có ít nhất 2 trong 3 giờ gần nhất${known}.`
    : `No VN_AQI: PM2.5 or PM10 needs at least 2 of the last 3 hours${known}.`
}

function basisText(result: HourlyAqi, language: Language): string {
  const parts = aqiParameters.flatMap((parameter) => {
    const concentration = result.concentrations[parameter]
    if (concentration === undefined) return []
    const name = columnNames[parameter][language]
    const value = `${numberText(concentration, 1, language)} µg/m³`
    if (!isPm(parameter))
      return language === 'vi' ? `${name}: trung bình 1 giờ ${value}` : `${name}: mean of the hour ${value}`
    const weight = numberText(result.weights[parameter] ?? 1, 2, language)
    const ages = result.missingAges[parameter] ?? []
    const used = `${result.hoursUsed[parameter] ?? 0}/12`
    const missing = ages.length === 0 ? '' : agesText(ages, language)
    return language === 'vi'
      ? `${name}: NowCast ${value} từ ${used} giờ, w = ${weight}${missing}`
      : `${name}: NowCast ${value} of ${used} hours, w = ${weight}${missing}`
  })
  return parts.length === 0 ? '' : `${parts.join('; ')}.`
}

/** Hours that are missing, as ages: 0 is the hour of the index itself. */
function agesText(ages: readonly number[], language: Language): string {
  const list = ages.map((age) => (age === 0 ? '0' : `−${age}`)).join(', ')
  return language === 'vi' ? `, thiếu giờ ${list}` : `, missing hours ${list}`
}
