import type { StationClock } from '@city/store/state/stationClock.ts'

/** Newest readings of a station in one window; the estimate rests on the last full window and the present one. */
const windowReadings = 12
/** An estimate is written again when it has moved by so much or is so old, ms. */
const movedMs = 1000
const refreshMs = 600_000

interface Clock {
  /** Least delay from observation to arrival in the present window and in the one before, ms; may be negative. */
  least: number
  before: number
  count: number
  written: StationClock | undefined
}

/** Estimates how each station's clock stands to ours, from the delay between the time that it gives to its newest
 *  readings and their arrival. A delay is transport (never negative) minus what the clock is ahead, so the least of
 *  many says most: negative, and the clock is ahead by at least that; up to one interval counts as none, because
 *  stations stamp a mean with the start of its interval; beyond, the clock (or the station) is behind by the rest. */
export function createStationClocks(intervalMs: (station: string) => number | undefined) {
  const clocks = new Map<string, Clock>()
  const moved = new Map<string, StationClock>()

  return {
    /** A reading that is newer than all of its station before, or one that was refused for lying in the future.
     *  @param time of observation, @param at of arrival, ms since 1970 UTC */
    heard(station: string, time: number, at: number): void {
      let clock = clocks.get(station)
      if (!clock) {
        clock = { least: Infinity, before: Infinity, count: 0, written: undefined }
        clocks.set(station, clock)
      }
      if (clock.count === windowReadings) {
        clock.before = clock.least
        clock.least = Infinity
        clock.count = 0
      }
      clock.count++
      clock.least = Math.min(clock.least, at - time)
      const samples = clock.count + (clock.before === Infinity ? 0 : windowReadings)
      const offsetMs = offsetOf(Math.min(clock.least, clock.before), intervalMs(station) ?? 0)
      const { written } = clock
      if (written && Math.abs(written.offsetMs - offsetMs) < movedMs && at - written.at < refreshMs) return
      clock.written = { offsetMs, samples, at }
      moved.set(station, clock.written)
    },
    /** Estimates that changed since the last call. */
    take(): ReadonlyMap<string, StationClock> {
      if (moved.size === 0) return moved
      const taken = new Map(moved)
      moved.clear()
      return taken
    },
  }
}

export type StationClocks = ReturnType<typeof createStationClocks>

function offsetOf(leastDelayMs: number, intervalMs: number): number {
  if (leastDelayMs < 0) return -leastDelayMs
  return leastDelayMs <= intervalMs ? 0 : intervalMs - leastDelayMs
}
