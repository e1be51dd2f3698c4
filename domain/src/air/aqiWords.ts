import type { Names } from '../station/station.ts'
import { aqiBands, aqiParameters, aqiTables, type AqiColumn, type AqiTable } from './aqiTable.ts'
import type { Aqi } from './hourlyAqi.ts'

/** Names of pollutants as people write them. */
export const columnNames: Readonly<Record<AqiColumn, Names>> = {
  pm25: same('PM2.5'),
  pm10: same('PM10'),
  o3: same('O₃'),
  o3_8h: { vi: 'O₃ (8 giờ)', en: 'O₃ (8 h)' },
  no2: same('NO₂'),
  so2: same('SO₂'),
  co: same('CO'),
}

const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]

/** The same text made in both languages. */
export function inBoth(write: (language: Language) => string): Names {
  return { vi: write('vi'), en: write('en') }
}

/** A number as the language writes it. */
export function numberText(value: number, decimals: number, language: Language): string {
  const text = value.toFixed(decimals)
  return language === 'vi' ? text.replace('.', ',') : text
}

/** `VN_AQI 160 (Xấu): PM2.5` and the list of all sub-indices, the largest one first said. */
export function decisionText({ aqi, band, main, subIndices }: Aqi, language: Language): string {
  const list = aqiParameters
    .flatMap((one) =>
      subIndices[one] === undefined ? [] : `${columnNames[one][language]} ${subIndices[one]}`,
    )
    .join(', ')
  if (aqi === null || main === null) {
    if (list === '') return ''
    return language === 'vi' ? `Chỉ có AQI thông số: ${list}.` : `Sub-index only: ${list}.`
  }
  const name = aqiBands.find((one) => one.band === band)?.[language] ?? ''
  const pollutant = columnNames[main][language]
  return language === 'vi'
    ? `VN_AQI = ${aqi} (${name}): lớn nhất trong các AQI thông số ${list}; thông số chính ${pollutant}.`
    : `VN_AQI = ${aqi} (${name}): the largest of the sub-indices ${list}; main pollutant ${pollutant}.`
}

/** The interpolation of one column with its numbers, e.g. `(200 − 150) / (150 − 80) × (94.5 − 80) + 150 = 160.36 → 160`. */
export function interpolationText(column: AqiColumn, result: Aqi, language: Language): string {
  const [concentration, unrounded] = [result.concentrations[column], result.unrounded[column]]
  if (concentration === undefined || unrounded === undefined) return ''
  const { levels, breakpoints } = tableOf(result)
  const row = breakpoints[column]
  const top = row.findIndex((one) => concentration < one)
  const number = (value: number, decimals = 0) => numberText(value, decimals, language)
  if (top === -1 && concentration > row.at(-1)!)
    return `${number(concentration, 1)} ≥ ${row.at(-1)} → ${levels[row.length - 1]}`
  const high = top === -1 ? row.length - 1 : Math.max(1, top)
  const [from, to] = [levels[high - 1]!, levels[high]!]
  const [low, up] = [row[high - 1]!, row[high]!]
  return (
    `(${to} − ${from}) / (${up} − ${low}) × (${number(concentration, 1)} − ${low}) + ${from} = ` +
    `${number(unrounded, 2)} → ${Math.floor(Math.round(unrounded * 1e6) / 1e6 + 0.5)}`
  )
}

/** The decision that the index follows, and what lies beyond its table. */
export function sourceText(result: Aqi, language: Language): string {
  const over = result.overRange.map((one) => columnNames[one][language]).join(', ')
  const document = tableOf(result).document[language]
  if (over === '') return language === 'vi' ? `Theo ${document}.` : `By ${document}.`
  return language === 'vi'
    ? `${over} vượt bảng: giữ 500. Theo ${document}.`
    : `${over} beyond the table: kept at 500. By ${document}.`
}

/** The table that an index was computed with. */
function tableOf({ method }: Pick<Aqi, 'method'>): AqiTable {
  return aqiTables.find((table) => table.method === method) ?? aqiTables.at(-1)!
}

function same(name: string): Names {
  return { vi: name, en: name }
}
