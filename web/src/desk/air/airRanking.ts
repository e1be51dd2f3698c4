import type { AqiBand } from '@city/domain/air/aqiTable.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import type { LiveStation } from '../../live/liveStore.ts'

/** A station with an index that may stand for now. */
export interface Ranked {
  station: LiveStation
  value: number
  band: AqiBand
  main: string | null
  /** Start of the hour, ms. */
  hour: number
}

/** Why a station has no index now. `few`: too few hours of dust; `noPm`: gases only. */
export type WithoutReason = 'silent' | 'old' | 'noPm' | 'few' | 'never'

export interface Unranked {
  station: LiveStation
  reason: WithoutReason
}

export interface AirRanking {
  /** Worst first. */
  ranked: readonly Ranked[]
  without: readonly Unranked[]
}

const day = 24 * hourMs
const order: readonly WithoutReason[] = ['silent', 'old', 'few', 'noPm', 'never']

/** All air stations by their index now; an index counts while its hour is fresh or late, as everywhere else.
 *  @param now server clock, ms */
export function rankAir(stations: readonly LiveStation[], now: number): AirRanking {
  const ranked: Ranked[] = []
  const without: Unranked[] = []
  for (const station of stations) {
    const { index } = station
    const hour = index ? Date.parse(index.time) : null
    const age = hour === null ? 'silent' : freshnessOf(hour + hourMs, 3600, now)
    const current = age === 'fresh' || age === 'late'
    if (index && hour !== null && current && index.value !== null && index.band !== null)
      ranked.push({ station, value: index.value, band: index.band, main: index.main, hour })
    else without.push({ station, reason: reasonOf(station, current, now) })
  }
  return {
    ranked: ranked.toSorted((a, b) => b.value - a.value || a.station.id.localeCompare(b.station.id)),
    without: without.toSorted(
      (a, b) => order.indexOf(a.reason) - order.indexOf(b.reason) || a.station.id.localeCompare(b.station.id),
    ),
  }
}

function reasonOf({ index, time }: LiveStation, current: boolean, now: number): WithoutReason {
  if (time === null) return 'never'
  if (now - time > day) return 'silent'
  if (!index) return 'never'
  if (!current) return 'old'
  return Object.keys(index.sub_indices).length > 0 ? 'noPm' : 'few'
}

/** How many of the ranked stations have which main pollutant, most first. */
export function mainsOf(ranked: readonly Ranked[]): { main: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { main } of ranked) if (main !== null) counts.set(main, (counts.get(main) ?? 0) + 1)
  return [...counts].map(([main, count]) => ({ main, count })).toSorted((a, b) => b.count - a.count)
}
