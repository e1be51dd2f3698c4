import { hanoiDate } from '../time/hanoiDate.ts'

/** Pollutants in the order that decides a tie for the main one (environment.md 1.7 [P]). */
export const aqiParameters = ['pm25', 'pm10', 'o3', 'no2', 'so2', 'co'] as const
export type AqiParameter = (typeof aqiParameters)[number]

/** A column of the table: ozone has one for 1-hour means (`o3`) and one for 8-hour means. */
export type AqiColumn = AqiParameter | 'o3_8h'

/** Breakpoints as one decision gives them. */
export interface AqiTable {
  /** What is stored with each index: decision and version of our reading of it. */
  method: string
  document: { vi: string; en: string }
  /** First day that it holds, date of Hanoi. */
  validFrom: string
  /** Index levels I₁ … */
  levels: readonly number[]
  /** Concentrations in µg/m³ (CO too) at each level; a column may end before the last level. */
  breakpoints: Readonly<Record<AqiColumn, readonly number[]>>
}

/** Every table that ever held, the oldest first. A decision that replaces the last one is added at the end. */
export const aqiTables: readonly AqiTable[] = [
  // Decision 1459/QĐ-TCMT of 12 November 2019, Table 2 (environment.md 1.2 [V]).
  {
    method: 'VN_AQI 1459/QĐ-TCMT 2019, v1',
    document: { vi: 'QĐ 1459/QĐ-TCMT (12/11/2019)', en: 'Decision 1459/QĐ-TCMT (12 Nov 2019)' },
    validFrom: '2019-11-12',
    levels: [0, 50, 100, 150, 200, 300, 400, 500],
    breakpoints: {
      o3: [0, 160, 200, 300, 400, 800, 1000, 1200],
      o3_8h: [0, 100, 120, 170, 210, 400],
      co: [0, 10_000, 30_000, 45_000, 60_000, 90_000, 120_000, 150_000],
      so2: [0, 125, 350, 550, 800, 1600, 2100, 2630],
      no2: [0, 100, 200, 700, 1200, 2350, 3100, 3850],
      pm10: [0, 50, 150, 250, 350, 420, 500, 600],
      pm25: [0, 25, 50, 80, 150, 250, 350, 500],
    },
  },
]

/** The table in force at a moment (ms since 1970 UTC, day of Hanoi). What was measured before the first one is judged by
 *  it: Decision 878 of 2011 knew no PM2.5 NowCast and is not kept here. */
export function aqiTableAt(time: number, tables: readonly AqiTable[] = aqiTables): AqiTable {
  if (tables.length === 1) return tables[0]!
  const date = hanoiDate(time)
  return tables.findLast(({ validFrom }) => validFrom <= date) ?? tables[0]!
}

/** The newest table and its method: what is computed for now. */
export const aqiTable: AqiTable = aqiTables.at(-1)!
export const aqiMethod = aqiTable.method

export type AqiBand = 'good' | 'moderate' | 'poor' | 'bad' | 'very_bad' | 'hazardous'

/** Bands with their official colours; the index is looked up rounded (environment.md 1.3).
 *  Kém is better than Xấu here; VN_WQI has them the other way round, so this table is never shared with it. */
export const aqiBands: readonly { band: AqiBand; upTo: number; vi: string; en: string; colour: string }[] = [
  { band: 'good', upTo: 50, vi: 'Tốt', en: 'Good', colour: '#00E400' },
  { band: 'moderate', upTo: 100, vi: 'Trung bình', en: 'Moderate', colour: '#FFFF00' },
  { band: 'poor', upTo: 150, vi: 'Kém', en: 'Poor', colour: '#FF7E00' },
  { band: 'bad', upTo: 200, vi: 'Xấu', en: 'Bad', colour: '#FF0000' },
  { band: 'very_bad', upTo: 300, vi: 'Rất xấu', en: 'Very bad', colour: '#8F3F97' },
  { band: 'hazardous', upTo: 500, vi: 'Nguy hại', en: 'Hazardous', colour: '#7E0023' },
]

/** Band of a rounded index 0 … 500. */
export function bandOf(aqi: number): AqiBand {
  for (const { band, upTo } of aqiBands) if (aqi <= upTo) return band
  return 'hazardous'
}

/** Sub-index of one concentration, unrounded: linear between the breakpoints, continuous at them, 500 from the last one
 *  on (environment.md 1.2 [P]: never extrapolated). The 8-hour ozone column ends at 400: see `has8hSubIndex`.
 *  @param concentration µg/m³, averaged as the index asks; below zero counts as zero */
export function subIndex(column: AqiColumn, concentration: number, table: AqiTable = aqiTable): number {
  const { levels } = table
  const breakpoints = table.breakpoints[column]
  let top = 0
  while (top < breakpoints.length && concentration >= breakpoints[top]!) top++
  if (top === breakpoints.length) return levels[top - 1]!
  if (top === 0) return 0
  const [low, high] = [breakpoints[top - 1]!, breakpoints[top]!]
  const [from, to] = [levels[top - 1]!, levels[top]!]
  return from + ((to - from) * (concentration - low)) / (high - low)
}

/** Whether the largest 8-hour ozone mean has a sub-index: above 400 µg/m³, where its column ends, only the 1-hour one
 *  counts; exactly 400 gives 300 (environment.md 1.2). */
export function has8hSubIndex(concentration: number, table: AqiTable = aqiTable): boolean {
  return concentration <= table.breakpoints.o3_8h.at(-1)!
}

/** Whether a concentration reaches the last breakpoint, where the table ends with "≥". */
export function isOverRange(
  parameter: AqiParameter,
  concentration: number,
  table: AqiTable = aqiTable,
): boolean {
  return concentration >= table.breakpoints[parameter].at(-1)!
}

/** Half-up on a value first cleaned to 6 decimals, so that 109.49999999 of a sum is 109.5 (environment.md 1.7). */
export function roundIndex(value: number): number {
  return Math.floor(Math.round(value * 1e6) / 1e6 + 0.5)
}
