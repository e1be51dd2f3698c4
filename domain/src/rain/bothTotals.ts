import type { RainBothWays } from './bothWays.ts'
import { exactMm } from './rainSpan.ts'
import { endOf, windowTotal, type RainTotal } from './rainTotal.ts'

/** A total of one window without suspect values (flag 3) and with them. */
export interface TotalBothWays {
  total: RainTotal
  /** Rain that suspect values add, mm. */
  suspectMm: number
  /** The total with them; null where they add nothing. */
  withSuspect: { totalMm: number; complete: boolean } | null
}

/** As `windowTotal`, both ways. */
export function windowBothWays(rain: RainBothWays, from: number, to: number): TotalBothWays {
  const total = windowTotal(rain.confirmed, from, to)
  if (rain.withSuspect === rain.confirmed) return { total, suspectMm: 0, withSuspect: null }
  const all = windowTotal(rain.withSuspect, from, to)
  // Reports overlap: the walk over all of them may find less, and rain that is confirmed is never taken back.
  const suspectMm = exactMm(Math.max(0, (all.totalMm ?? 0) - (total.totalMm ?? 0)))
  if (suspectMm === 0) return { total, suspectMm, withSuspect: null }
  return { total, suspectMm, withSuspect: { totalMm: all.totalMm!, complete: all.complete } }
}

/** As `rollingTotal`, both ways over one window: it ends at the newest report, be it suspect. */
export function rollingBothWays(rain: RainBothWays, now: number, windowMs: number): TotalBothWays {
  const to = endOf(rain.withSuspect, now)
  return windowBothWays(rain, to - windowMs, to)
}

/** As `runningTotal`, both ways. */
export function runningBothWays(rain: RainBothWays, now: number, start: number): TotalBothWays {
  const to = endOf(rain.withSuspect, now)
  return windowBothWays(rain, start, to > start ? to : now)
}
