import { shownFreshness } from '../../domainView/markerLook.ts'
import type { LiveStation } from '../../live/liveStore.ts'

/** Whether an air station may speak for a place: its index is known and neither it nor its reading is old. */
export function isAirUsable(station: LiveStation, now: number): boolean {
  const freshness = shownFreshness(station, now)
  return station.index?.value != null && (freshness === 'fresh' || freshness === 'late')
}

/** Whether a station's last index is old but not older than a day: worth showing as old where nothing newer is. */
export function isAirStale(station: LiveStation, now: number): boolean {
  return station.index?.value != null && shownFreshness(station, now) === 'stale'
}
