import { depthClassOf, type DepthClass } from '@city/domain/flood/depthClass.ts'
import { flag } from '@city/domain/quality/flag.ts'
import { shownFreshness } from '../../domainView/markerLook.ts'
import type { LiveStation } from '../../live/liveStore.ts'

export interface FloodedPoint {
  station: LiveStation
  depthCm: number
  depthClass: DepthClass
  suspect: boolean
}

/** Flooding in the city now. `heard`: points with a usable value, the others are unknown, not dry. */
export interface FloodState {
  watched: number
  heard: number
  /** Deepest first; suspect depths are among them, marked: a doubtful flood is still a warning. */
  flooded: FloodedPoint[]
  /** Oldest observation among those heard, ms. */
  asOf: number | null
}

/** What a flood point says now; null when it is old, silent, failed or has no value. */
export function floodPointOf(station: LiveStation, now: number): FloodedPoint | null {
  const freshness = shownFreshness(station, now)
  const depthCm = station.latest?.values.depth_cm
  const quality = station.latest?.flags.depth_cm
  if (freshness === 'stale' || freshness === 'silent') return null
  if (depthCm === undefined || quality === flag.fail || quality === flag.missing) return null
  return { station, depthCm, depthClass: depthClassOf(depthCm), suspect: quality === flag.suspect }
}

export function floodStateOf(stations: readonly LiveStation[], now: number): FloodState {
  const points = stations.map((one) => floodPointOf(one, now)).filter((one) => one !== null)
  return {
    watched: stations.length,
    heard: points.length,
    flooded: points
      .filter(({ depthClass }) => depthClass.class > 0)
      .toSorted((a, b) => b.depthCm - a.depthCm),
    asOf: oldestOf(points.map(({ station }) => station.time)),
  }
}

/** The oldest of some times; null when there is none. */
export function oldestOf(times: readonly (number | null)[]): number | null {
  const known = times.filter((one) => one !== null)
  return known.length > 0 ? Math.min(...known) : null
}
