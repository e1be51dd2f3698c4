import { hanoiDate } from '../time/hanoiDate.ts'

/** Averaging times of the limits. */
export const limitWindows = ['1h', '8h', '24h', 'year'] as const
export type LimitWindow = (typeof limitWindows)[number]

/** How sure a number is (environment.md, marks): V seen in a stored copy of the document, V2 in secondary sources, U from
 *  general knowledge. */
export type Mark = 'V' | 'V2' | 'U'

/** One limit of ambient air. Never used for a band: a 24-hour PM2.5 of 50 is AQI 100, whatever the limit. */
export interface AirLimit {
  parameter: string
  window: LimitWindow
  /** µg/Nm³ (25 °C, 760 mmHg). */
  limit: number
  document: string
  /** Days of Hanoi, both inclusive; without `validUntil` it holds. */
  validFrom: string
  validUntil?: string
  mark: Mark
}

type Row = readonly [parameter: string, window: LimitWindow, limit: number, mark: Mark]

function rowsOf(
  document: string,
  validFrom: string,
  validUntil: string | undefined,
  rows: readonly Row[],
): AirLimit[] {
  return rows.map(([parameter, window, limit, mark]) => {
    const held = { parameter, window, limit, document, validFrom, mark }
    return validUntil === undefined ? held : { ...held, validUntil }
  })
}

/** Circular 32/2013/TT-BTNMT; values as the stored copy [S14] lists them. Its first day is not in the stored sources. */
const qcvn2013 = rowsOf('QCVN 05:2013/BTNMT', '2014-01-01', '2023-09-11', [
  ['so2', '1h', 350, 'V'],
  ['so2', '24h', 125, 'V'],
  ['so2', 'year', 50, 'V'],
  ['co', '1h', 30_000, 'V'],
  ['co', '8h', 10_000, 'V'],
  ['no2', '1h', 200, 'V'],
  ['no2', '24h', 100, 'V'],
  ['no2', 'year', 40, 'V'],
  ['o3', '1h', 200, 'V'],
  ['o3', '8h', 120, 'V'],
  ['tsp', '1h', 300, 'V'],
  ['tsp', '24h', 200, 'V'],
  ['tsp', 'year', 100, 'V'],
  ['pm10', '24h', 150, 'V'],
  ['pm10', 'year', 50, 'V'],
  ['pm25', '24h', 50, 'V'],
  ['pm25', 'year', 25, 'V'],
])

/** Circular 01/2023/TT-BTNMT, in force from 12 September 2023 (environment.md 3.1); PM2.5 of 24 hours has two steps. */
const document2023 = 'QCVN 05:2023/BTNMT'
const in2023 = '2023-09-12'
const qcvn2023 = [
  ...rowsOf(document2023, in2023, undefined, [
    ['so2', '1h', 350, 'V'],
    ['so2', '24h', 125, 'V'],
    ['so2', 'year', 50, 'V'],
    ['co', '1h', 30_000, 'V'],
    ['co', '8h', 10_000, 'V'],
    ['no2', '1h', 200, 'V'],
    ['no2', '24h', 100, 'V'],
    ['no2', 'year', 40, 'V'],
    ['o3', '1h', 200, 'V'],
    ['o3', '8h', 120, 'V'],
    ['tsp', '1h', 300, 'U'],
    ['tsp', '24h', 200, 'U'],
    ['tsp', 'year', 100, 'U'],
    ['pm10', '24h', 100, 'V2'],
    ['pm10', 'year', 50, 'U'],
    ['pm25', 'year', 25, 'V2'],
  ]),
  ...rowsOf(document2023, in2023, '2025-12-31', [['pm25', '24h', 50, 'V2']]),
  ...rowsOf(document2023, '2026-01-01', undefined, [['pm25', '24h', 45, 'V2']]),
]

/** Every limit that ever held, the oldest first. */
export const airLimits: readonly AirLimit[] = [...qcvn2013, ...qcvn2023]

const byName = Map.groupBy(airLimits, ({ parameter, window }) => `${parameter} ${window}`)

/** The limit that held on the day of Hanoi of a moment, ms since 1970 UTC; undefined when there is none. */
export function airLimitAt(parameter: string, window: LimitWindow, time: number): AirLimit | undefined {
  const rows = byName.get(`${parameter} ${window}`)
  if (!rows) return undefined
  const date = hanoiDate(time)
  return rows.find(({ validFrom, validUntil = '9999' }) => validFrom <= date && date <= validUntil)
}

/** A mean beside its limit. */
export interface ComparedWithLimit {
  limit: AirLimit
  /** µg/m³ */
  value: number
  exceeded: boolean
}

/** Compares a mean with the limit that held when it was measured; undefined where there is no such limit. A value equal to
 *  the limit does not exceed it.
 *  @param value µg/m³, mean over `window`; `time`: start of what was measured, ms since 1970 UTC */
export function compareWithLimit(
  parameter: string,
  window: LimitWindow,
  value: number,
  time: number,
): ComparedWithLimit | undefined {
  const limit = airLimitAt(parameter, window, time)
  return limit && { limit, value, exceeded: Math.round(value * 1e6) / 1e6 > limit.limit }
}
