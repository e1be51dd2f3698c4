import type { Names } from '../station/station.ts'
import { aqiParameters, type AqiColumn } from './aqiTable.ts'
import {
  columnNames,
  decisionText,
  inBoth,
  interpolationText,
  numberText,
  sourceText,
  type Language,
} from './aqiWords.ts'
import { dayHours, type DailyAqi } from './dailyAqi.ts'
import { isPm } from './hourlyAqi.ts'

const columns: readonly AqiColumn[] = aqiParameters.flatMap((one): AqiColumn[] =>
  one === 'o3' ? ['o3', 'o3_8h'] : [one],
)

/** A daily index in words: what was used and missing, sub-indices and the decision. */
export function explainDay(result: DailyAqi): Names {
  return inBoth((language) =>
    [
      reasonOfNone(result, language),
      decisionText(result, language),
      basisText(result, language),
      partialText(result, language),
      sourceText(result, language),
    ]
      .filter(Boolean)
      .join(' '),
  )
}

/** The formula of the index with its numbers. */
export function formulaOfDay(result: DailyAqi): Names {
  return inBoth((language) => {
    const steps: string[] = []
    for (const column of columns) {
      const numbers = interpolationText(column, result, language)
      if (numbers) steps.push(`${columnNames[column][language]}: ${numbers}`)
    }
    if (result.aqi !== null) steps.push(`VN_AQI = max = ${result.aqi}`)
    return steps.join('; ')
  })
}

/** Why a day has no index, in one sentence; null where it has one. */
export function whyNoDailyAqi(result: DailyAqi): Names | null {
  return result.aqi === null ? inBoth((language) => reasonOfNone(result, language)) : null
}

function reasonOfNone({ aqi, hoursUsed }: DailyAqi, language: Language): string {
  if (aqi !== null) return ''
  const seen = (['pm25', 'pm10'] as const)
    .map((one) => `${columnNames[one][language]} ${hoursUsed[one] ?? 0}/${dayHours}`)
    .join(', ')
  return language === 'vi'
    ? `Không có VN_AQI ngày: cần PM2.5 hoặc PM10 có ít nhất 18 trong 24 giờ (${seen}).`
    : `No daily VN_AQI: PM2.5 or PM10 needs at least 18 of 24 hours (${seen}).`
}

function basisText(result: DailyAqi, language: Language): string {
  const parts = columns.flatMap((column) => {
    const concentration = result.concentrations[column]
    if (concentration === undefined) return []
    const value = `${numberText(concentration, 1, language)} µg/m³`
    const used = `${result.hoursUsed[column === 'o3_8h' ? 'o3' : column] ?? 0}/${dayHours}`
    return `${meanText(column, value, language)} (${used} ${language === 'vi' ? 'giờ' : 'hours'})`
  })
  return parts.length === 0 ? '' : `${parts.join('; ')}.`
}

function meanText(column: AqiColumn, value: string, language: Language): string {
  const name = columnNames[column === 'o3_8h' ? 'o3' : column][language]
  if (isPm(column))
    return language === 'vi' ? `${name}: trung bình 24 giờ ${value}` : `${name}: 24-hour mean ${value}`
  const hours = column === 'o3_8h' ? 8 : 1
  return language === 'vi'
    ? `${name}: trung bình ${hours} giờ lớn nhất ${value}`
    : `${name}: largest ${hours}-hour mean ${value}`
}

function partialText({ partial, concentrations, unrounded }: DailyAqi, language: Language): string {
  const list = partial.map((one) => columnNames[one][language]).join(', ')
  const words: string[] = []
  if (list !== '')
    words.push(
      language === 'vi'
        ? `${list}: chưa đủ 18 giờ, giá trị là cận dưới.`
        : `${list}: fewer than 18 hours, the value is a lower bound.`,
    )
  if (concentrations.o3_8h !== undefined && unrounded.o3_8h === undefined)
    words.push(
      language === 'vi'
        ? 'O₃ trung bình 8 giờ trên 400 µg/m³: chỉ tính theo trung bình 1 giờ.'
        : 'The 8-hour mean of O₃ is above 400 µg/m³: only the 1-hour mean counts.',
    )
  return words.join(' ')
}
