import { roundIndex, type AqiParameter } from './aqiTable.ts'

/** Columns of the US table; ozone has one of 8-hour and one of 1-hour means, sulfur dioxide one of 1 hour. */
export type UsColumn = 'pm25' | 'pm10' | 'o3_8h' | 'o3' | 'co' | 'so2' | 'no2'

export const usAqiMethod = 'US EPA AQI, 40 CFR 58 App. G, 2024'

interface UsTable {
  /** µg/m³ per unit of the table, and how finely concentrations are cut off in that unit. */
  perUnit: number
  step: number
  /** Lowest and highest concentration of each class, in the table's unit (ppb, CO ppm, PM µg/m³). */
  classes: readonly (readonly [low: number, high: number, from: number, to: number])[]
}

const [good, moderate, sensitive, unhealthy, very, hazardous] = [
  [0, 50],
  [51, 100],
  [101, 150],
  [151, 200],
  [201, 300],
  [301, 500],
] as const

/** US EPA AQI, for comparison only: breakpoints of 40 CFR Part 58, Appendix G, as amended by 89 FR 16202 of 6 March 2024, in
 *  force since 6 May 2024 (federalregister.gov 2024-02637; the PM2.5 numbers as repeated by many public implementations).
 *  µg/m³ become ppb at 25 °C and 1013.25 hPa (environment.md 1.10). */
const tables: Readonly<Record<UsColumn, UsTable>> = {
  pm25: {
    ...{ perUnit: 1, step: 0.1 },
    classes: [
      [0, 9, ...good],
      [9.1, 35.4, ...moderate],
      [35.5, 55.4, ...sensitive],
      [55.5, 125.4, ...unhealthy],
      [125.5, 225.4, ...very],
      [225.5, 325.4, ...hazardous],
    ],
  },
  pm10: {
    ...{ perUnit: 1, step: 1 },
    classes: [
      [0, 54, ...good],
      [55, 154, ...moderate],
      [155, 254, ...sensitive],
      [255, 354, ...unhealthy],
      [355, 424, ...very],
      [425, 604, ...hazardous],
    ],
  },
  // Above 200 ppb the 8-hour mean has no class; below 125 ppb the 1-hour mean has none.
  o3_8h: {
    ...{ perUnit: 1.9631, step: 1 },
    classes: [
      [0, 54, ...good],
      [55, 70, ...moderate],
      [71, 85, ...sensitive],
      [86, 105, ...unhealthy],
      [106, 200, ...very],
    ],
  },
  o3: {
    ...{ perUnit: 1.9631, step: 1 },
    classes: [
      [125, 164, ...sensitive],
      [165, 204, ...unhealthy],
      [205, 404, ...very],
      [405, 604, ...hazardous],
    ],
  },
  co: {
    ...{ perUnit: 1145.6, step: 0.1 },
    classes: [
      [0, 4.4, ...good],
      [4.5, 9.4, ...moderate],
      [9.5, 12.4, ...sensitive],
      [12.5, 15.4, ...unhealthy],
      [15.5, 30.4, ...very],
      [30.5, 50.4, ...hazardous],
    ],
  },
  // From 305 ppb on the class follows the 24-hour mean; the 1-hour one gives at most 200.
  so2: {
    ...{ perUnit: 2.6203, step: 1 },
    classes: [
      [0, 35, ...good],
      [36, 75, ...moderate],
      [76, 185, ...sensitive],
      [186, 304, ...unhealthy],
    ],
  },
  no2: {
    ...{ perUnit: 1.8816, step: 1 },
    classes: [
      [0, 53, ...good],
      [54, 100, ...moderate],
      [101, 360, ...sensitive],
      [361, 649, ...unhealthy],
      [650, 1249, ...very],
      [1250, 2049, ...hazardous],
    ],
  },
}

/** Means that the US index looks at, µg/m³: PM2.5 and PM10 by NowCast (hour) or 24-hour mean (day), ozone and CO by 8-hour
 *  means, ozone (`o3`), NO2 and SO2 by 1-hour means. */
export type UsConcentrations = Partial<Record<UsColumn, number>>

export interface UsAqi {
  value: number
  main: AqiParameter
  subIndices: Partial<Record<AqiParameter, number>>
}

/** The US index; undefined when no mean has a class. Beyond the last class it stays at the end of it. */
export function usAqi(concentrations: UsConcentrations): UsAqi | undefined {
  const subIndices: UsAqi['subIndices'] = {}
  let result: UsAqi | undefined
  for (const column of ['pm25', 'pm10', 'o3_8h', 'o3', 'no2', 'so2', 'co'] as const) {
    const concentration = concentrations[column]
    const value = concentration === undefined ? undefined : usSubIndex(column, concentration)
    if (value === undefined) continue
    const parameter = column === 'o3_8h' ? 'o3' : column
    subIndices[parameter] = Math.max(value, subIndices[parameter] ?? 0)
    if (!result || value > result.value) result = { value, main: parameter, subIndices }
  }
  return result
}

/** Rounded sub-index of a concentration in µg/m³, cut off as the rule says; undefined where the column has no class. */
export function usSubIndex(column: UsColumn, concentration: number): number | undefined {
  const { perUnit, step, classes } = tables[column]
  const steps = Math.floor(Math.round((concentration / perUnit / step) * 1e6) / 1e6)
  const cut = Math.round(steps * step * 10) / 10
  const found = classes.find(([low, high]) => cut >= low && cut <= high)
  if (found) {
    const [low, high, from, to] = found
    return roundIndex(from + ((to - from) * (cut - low)) / (high - low))
  }
  const last = classes.at(-1)!
  return cut > last[1] && column !== 'o3_8h' ? last[3] : undefined
}
