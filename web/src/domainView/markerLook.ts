import { depthClassOf } from '@city/domain/flood/depthClass.ts'
import { flag } from '@city/domain/quality/flag.ts'
import { freshnessOf, type Freshness } from '@city/domain/station/freshness.ts'
import type { Domain } from '@city/domain/station/station.ts'
import type { LiveStation } from '../live/liveStore.ts'
import { levelOf } from './airBand.ts'
import { rainLevelOf } from './rainLevel.ts'

export type MarkShape = 'circle' | 'drop' | 'diamond' | 'square' | 'camera'

/** How one station stands on the map. `tone`: token family of fill and ink (`aqi-good`, `rain-3` …), null = no colour.
 *  `value`: what the mark says, null = nothing to say. `level` of `levels`: dots under the number, 0 = none.
 *  `calm`: nothing to look at (dry, not flooded): drawn small. */
export interface MarkerLook {
  shape: MarkShape
  tone: string | null
  value: number | null
  decimals: number
  level: number
  levels: number
  freshness: Freshness
  suspect: boolean
  calm: boolean
}

export const shapeOf: Readonly<Record<Domain, MarkShape>> = {
  air: 'circle',
  rain: 'drop',
  flood: 'diamond',
  water: 'square',
}

const hourMs = 3_600_000
const order: readonly Freshness[] = ['fresh', 'late', 'stale', 'silent']

/** The parameter that a station is known by: what its mark, its row and its wall tile show. Air has its index instead. */
export function headlineOf(station: LiveStation): {
  parameter: string
  value: number | null
  flag: number | undefined
} {
  const values = station.latest?.values ?? {}
  const candidates: Record<Domain, readonly string[]> = {
    air: ['pm25', 'pm10'],
    rain: ['rain_1h', 'rain_10m'],
    flood: ['depth_cm'],
    water: ['do', 'water_level', 'temp'],
  }
  const listed = candidates[station.domain]
  const parameter = listed.find((id) => values[id] !== undefined) ?? listed[0] ?? ''
  const found = station.latest?.flags[parameter]
  return { parameter, value: found === flag.missing ? null : (values[parameter] ?? null), flag: found }
}

/** Freshness of what is shown: for air the worse of the reading's and the hourly index's, which comes after its hour ended. */
export function shownFreshness(station: LiveStation, now: number): Freshness {
  const ofReading = freshnessOf(station.time, station.interval_s, now)
  if (station.domain !== 'air' || !station.index) return ofReading
  const ofIndex = freshnessOf(Date.parse(station.index.time) + hourMs, 3600, now)
  return order[Math.max(order.indexOf(ofReading), order.indexOf(ofIndex))] ?? 'silent'
}

/** The look of a station's mark at `now` (server clock, ms since 1970 UTC). */
export function lookOf(station: LiveStation, now: number): MarkerLook {
  const freshness = shownFreshness(station, now)
  const base = {
    shape: shapeOf[station.domain],
    freshness,
    decimals: 0,
    level: 0,
    levels: 0,
    suspect: false,
    calm: false,
  }
  const empty = { ...base, tone: null, value: null }
  if (station.domain === 'air') {
    const { value, band } = station.index ?? { value: null, band: null }
    if (freshness === 'silent' || value === null || band === null) return empty
    return { ...base, tone: `aqi-${band}`, value, level: levelOf(band), levels: 6 }
  }
  const { parameter, value, flag: quality } = headlineOf(station)
  if (freshness === 'silent' || value === null || quality === flag.fail) return { ...empty, calm: true }
  const suspect = quality === flag.suspect
  if (station.domain === 'rain') {
    const level = rainLevelOf(parameter === 'rain_10m' ? value * 6 : value)
    const decimals = value < 10 ? 1 : 0
    return { ...base, tone: `rain-${level}`, value, decimals, level, levels: 5, suspect, calm: level === 0 }
  }
  if (station.domain === 'flood') {
    const level = depthClassOf(value).class
    return { ...base, tone: `flood-${level}`, value, level, levels: 4, suspect, calm: level === 0 }
  }
  const decimals = station.parameters.find(({ id }) => id === parameter)?.decimals ?? 1
  return { ...base, tone: 'lake', value, decimals, suspect }
}
