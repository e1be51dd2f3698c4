import type { FloodItem } from '@city/domain/api/flood.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'

/** An answer about rain or risk that is older says nothing of now, ms: the rain is counted over half an hour and more. */
export const rainStandsMs = 15 * 60_000

/** A flood point of an answer as it stands now: while newer answers fail it grows old, and its
 *  risk unknown.
 *  @param answeredAt when the server gave the answer, ms
 *  @param intervalS the point's interval, seconds; undefined: the answer's own word stands
 *  @param now server clock, ms */
export function agedFlood(
  given: FloodItem,
  intervalS: number | undefined,
  answeredAt: number,
  now: number,
): FloodItem {
  const item: FloodItem =
    now - answeredAt > rainStandsMs
      ? { ...given, risk: { ...given.risk, level: 'unknown', unconfirmed: false } }
      : given
  if (intervalS === undefined || item.as_of === null) return item
  const freshness = freshnessOf(Date.parse(item.as_of), intervalS, now)
  return freshness === item.freshness ? item : { ...item, freshness }
}

/** Whether the depth of a point may stand for now: fresh or late. */
export function isFloodNow({ freshness, stale, depth_cm: cm }: FloodItem): boolean {
  return !stale && cm !== null && (freshness === 'fresh' || freshness === 'late')
}
