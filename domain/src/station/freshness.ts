/** How old the newest reading is, judged by the station's own interval (design section 2). */
export type Freshness = 'fresh' | 'late' | 'stale' | 'silent'

const DAY_MS = 24 * 3_600_000

/** Freshness of an observation.
 *  fresh ≤ 1.5 × interval, late ≤ 3 × interval, stale ≤ 24 h, silent beyond or when nothing was ever seen.
 *  @param observedAt ms since 1970 UTC, or null when there is no reading
 *  @param intervalS the station's nominal interval in seconds
 *  @param now ms since 1970 UTC, on the server's clock */
export function freshnessOf(observedAt: number | null, intervalS: number, now: number): Freshness {
  if (observedAt === null) return 'silent'
  const age = now - observedAt
  if (age <= intervalS * 1500) return 'fresh'
  if (age <= intervalS * 3000) return 'late'
  return age <= DAY_MS ? 'stale' : 'silent'
}
