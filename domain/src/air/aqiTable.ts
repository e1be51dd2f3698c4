/** VN_AQI, Decision 1459/QĐ-TCMT of 12 November 2019, breakpoints and bands (environment.md 1.2, 1.3). */
export const aqiMethod = 'VN_AQI 1459/QĐ-TCMT 2019, v1'

/** Pollutants in the order that decides a tie for the main one (environment.md 1.7 [P]). */
export const aqiParameters = ['pm25', 'pm10', 'o3', 'no2', 'so2', 'co'] as const
export type AqiParameter = (typeof aqiParameters)[number]

/** Index levels I₁ … I₈. */
export const aqiLevels = [0, 50, 100, 150, 200, 300, 400, 500] as const

/** Concentrations in µg/m³ (CO too) at each index level; O₃ is the 1-hour column, the only one of the hourly index. */
export const aqiBreakpoints: Readonly<Record<AqiParameter, readonly number[]>> = {
  o3: [0, 160, 200, 300, 400, 800, 1000, 1200],
  co: [0, 10_000, 30_000, 45_000, 60_000, 90_000, 120_000, 150_000],
  so2: [0, 125, 350, 550, 800, 1600, 2100, 2630],
  no2: [0, 100, 200, 700, 1200, 2350, 3100, 3850],
  pm10: [0, 50, 150, 250, 350, 420, 500, 600],
  pm25: [0, 25, 50, 80, 150, 250, 350, 500],
}

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
  return aqiBands.find(({ upTo }) => aqi <= upTo)?.band ?? 'hazardous'
}

/** Sub-index of one concentration, unrounded: linear between the breakpoints, continuous at them, 500 from the last one
 *  on (environment.md 1.2 [P]: never extrapolated).
 *  @param concentration µg/m³, averaged as the index asks; below zero counts as zero */
export function subIndex(parameter: AqiParameter, concentration: number): number {
  const breakpoints = aqiBreakpoints[parameter]
  const top = breakpoints.findIndex((one) => concentration < one)
  if (top === -1) return aqiLevels[aqiLevels.length - 1]!
  if (top === 0) return 0
  const [low, high] = [breakpoints[top - 1]!, breakpoints[top]!]
  const [from, to] = [aqiLevels[top - 1]!, aqiLevels[top]!]
  return from + ((to - from) * (concentration - low)) / (high - low)
}

/** Whether a concentration reaches the last breakpoint, where the table ends with "≥". */
export function isOverRange(parameter: AqiParameter, concentration: number): boolean {
  return concentration >= aqiBreakpoints[parameter].at(-1)!
}

/** Half-up on a value first cleaned to 6 decimals, so that 109.49999999 of a sum is 109.5 (environment.md 1.7). */
export function roundIndex(value: number): number {
  return Math.floor(Number(value.toFixed(6)) + 0.5)
}
