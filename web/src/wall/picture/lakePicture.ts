import { countsInMean, flag } from '@city/domain/quality/flag.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { medianOf, newestOf, usableOf, type Quality } from './quality.ts'

/** One figure of the lake from several points. */
export interface LakeFigure {
  quality: Quality
  value: number | null
  count: number
  /** where, for a lowest value; null for a median */
  station: LiveStation | null
  asOf: number | null
}

/** West Lake now: lowest dissolved oxygen in mg/L and where, median temperature in °C, median water level in m. */
export interface LakePicture {
  oxygen: LakeFigure
  temperature: LakeFigure
  level: LakeFigure
  total: number
}

/** @param now server clock, ms */
export function lakePictureOf(stations: readonly LiveStation[], now: number): LakePicture {
  const read = (parameter: string) => {
    const measured = stations.flatMap((station) => {
      const value = station.latest?.values[parameter]
      const usable = countsInMean(station.latest?.flags[parameter] ?? flag.good)
      return value === undefined || !usable ? [] : [{ station, value }]
    })
    return usableOf(
      measured,
      ({ station }, at) => freshnessOf(station.time, station.interval_s, at),
      ({ station }) => station.time,
      now,
    )
  }
  const figure = (parameter: string, pick: 'lowest' | 'median'): LakeFigure => {
    const { quality, items } = read(parameter)
    const lowest = items.toSorted((a, b) => a.value - b.value)[0] ?? null
    return {
      quality,
      value: pick === 'lowest' ? (lowest?.value ?? null) : medianOf(items.map(({ value }) => value)),
      count: items.length,
      station: pick === 'lowest' ? (lowest?.station ?? null) : null,
      asOf:
        pick === 'lowest'
          ? (lowest?.station.time ?? null)
          : newestOf(items.map(({ station }) => station.time)),
    }
  }
  return {
    oxygen: figure('do', 'lowest'),
    temperature: figure('temp', 'median'),
    level: figure('water_level', 'median'),
    total: stations.length,
  }
}
