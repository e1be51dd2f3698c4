import type { AqiParameter } from './aqiTable.ts'

/** A short-term guideline level of the WHO. */
export interface WhoGuideline {
  window: '8h' | '24h'
  /** µg/m³ */
  level: number
}

/** WHO global air quality guidelines 2021, short-term levels, for comparison only (who.int, ISBN 9789240034228, Table 0.1;
 *  numbers as airclim.org and Wikipedia repeat them, SO₂ as the latter; PM2.5 also in environment.md 3.1 [U]). */
export const whoGuidelines: Readonly<Record<AqiParameter, WhoGuideline>> = {
  pm25: { window: '24h', level: 15 },
  pm10: { window: '24h', level: 45 },
  o3: { window: '8h', level: 100 },
  no2: { window: '24h', level: 25 },
  so2: { window: '24h', level: 40 },
  co: { window: '24h', level: 4000 },
}
