import { flag } from '@city/domain/quality/flag.ts'
import { shownFreshness } from '../../domainView/markerLook.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { oldestOf } from './floodState.ts'

/** One parameter over the lake: median, range, and who has the lowest. */
export interface LakeFigure {
  median: number
  low: number
  high: number
  lowest: LiveStation
  count: number
}

export interface LakeState {
  points: number
  /** Points with a fresh or late reading. */
  heard: number
  oxygen: LakeFigure | null
  temperature: LakeFigure | null
  ph: LakeFigure | null
  asOf: number | null
}

/** How much oxygen there is for fish. Limits: dissolved oxygen of lake classes C (≥ 4 mg/L) and D (≥ 2 mg/L) in
 *  QCVN 08:2023/BTNMT, used to explain a value, not to class the lake: classes are for means, not for single values. */
export type OxygenLevel = 'enough' | 'low' | 'veryLow'

export function oxygenLevelOf(mgPerL: number): OxygenLevel {
  if (mgPerL >= 4) return 'enough'
  return mgPerL >= 2 ? 'low' : 'veryLow'
}

export function lakeStateOf(stations: readonly LiveStation[], now: number): LakeState {
  const heard = stations.filter((one) => ['fresh', 'late'].includes(shownFreshness(one, now)))
  return {
    points: stations.length,
    heard: heard.length,
    oxygen: figureOf(heard, 'do'),
    temperature: figureOf(heard, 'temp'),
    ph: figureOf(heard, 'ph'),
    asOf: oldestOf(heard.map(({ time }) => time)),
  }
}

/** Values that failed or are suspect stay out. Null when nobody measures the parameter now. */
export function figureOf(stations: readonly LiveStation[], parameter: string): LakeFigure | null {
  const values = stations
    .flatMap((station) => {
      const value = station.latest?.values[parameter]
      const quality = station.latest?.flags[parameter] ?? flag.good
      return value === undefined || quality >= flag.suspect ? [] : [{ station, value }]
    })
    .toSorted((a, b) => a.value - b.value)
  const lowest = values[0]
  const highest = values.at(-1)
  if (!lowest || !highest) return null
  const middle = values.length >> 1
  const upper = values[middle]!.value
  const median = values.length % 2 === 1 ? upper : (values[middle - 1]!.value + upper) / 2
  return {
    median,
    low: lowest.value,
    high: highest.value,
    lowest: lowest.station,
    count: values.length,
  }
}
