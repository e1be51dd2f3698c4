/** One 10-minute sum of a gauge: `time` is the end of its 10 minutes, ms since 1970 UTC; `mm` fell in them. */
export interface TenMinuteRain {
  time: number
  mm: number
}

export interface RainTotal {
  /** Rain of the window; null when nothing was received in it. A lower bound unless `complete`. */
  totalMm: number | null
  /** At least 90 % of the intervals are there (environment.md 5.4 [P]). */
  complete: boolean
  /** End of the newest interval used. */
  asOf: number | null
}

const slotMs = 10 * 60_000
/** Gauges' clocks and transmission jitter; two reports this much closer than 10 minutes still do not overlap. */
const jitterMs = 30_000
/** A report up to this old closes the window: between two reports of a 10-minute gauge the total is that of its last one. */
export const anchorLimitMs = 15 * 60_000
/** Share of the intervals that a window needs (environment.md 5.4 [P]). */
const completeShare = 0.9

/** Rolling total over the `windowMs` before the newest report (before `now` when that is older than 15 min), from 10-minute sums (environment.md 5.4: windows on demand).
 *  A gauge may report more often than every 10 minutes: its sums then overlap, so the walk goes back from the newest
 *  in steps of 10 minutes and takes each moment of rain once.
 *  @param rain in order of time, usable values only */
export function rainTotal(rain: readonly TenMinuteRain[], now: number, windowMs: number): RainTotal {
  let totalMm: number | null = null
  let asOf: number | null = null
  let used = 0
  let limit = now
  const newest = rain.findLast(({ time }) => time <= now)
  const end = newest && now - newest.time <= anchorLimitMs ? newest.time : now
  for (let i = rain.length - 1; i >= 0; i--) {
    const { time, mm } = rain[i]!
    // A sum belongs to the window when most of its 10 minutes lie in it.
    if (time - slotMs / 2 < end - windowMs) break
    if (time > limit) continue
    totalMm = (totalMm ?? 0) + mm
    asOf ??= time
    used++
    limit = time - slotMs + jitterMs
  }
  return { totalMm, complete: used >= completeShare * Math.floor(windowMs / slotMs), asOf }
}

/** Windows that the API offers, in ms. */
export const rainWindows = {
  '15m': 15 * 60_000,
  '1h': 3_600_000,
  '2h': 2 * 3_600_000,
  '3h': 3 * 3_600_000,
  '24h': 24 * 3_600_000,
} as const
export type RainWindow = keyof typeof rainWindows
