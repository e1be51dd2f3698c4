import type { Station } from '@city/domain/station/station.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'

/** A span must be this long to tell how often a station reports, ms. */
const leastMs = hourMs

/** How often stations report: as often as they promise, or oftener, as was seen. */
export function createReadingRate() {
  const seen = new Map<string, number>()
  return {
    /** Tells of the readings that were found in a span, both ends of it in ms since 1970 UTC. */
    saw(station: string, readings: number, { from, to }: { from: number; to: number }): void {
      const perHour = (readings * hourMs) / Math.max(leastMs, to - from)
      if (perHour > (seen.get(station) ?? 0)) seen.set(station, perHour)
    },
    /** Most readings of an hour that are to be expected. */
    perHour({ id, intervalS }: Station): number {
      return Math.max(3600 / intervalS, seen.get(id) ?? 0)
    },
  }
}
