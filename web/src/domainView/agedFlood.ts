import type { FloodItem } from '@city/domain/api/flood.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'

/** A flood point of an answer as it stands now: while newer answers fail it grows old.
 *  @param intervalS the point's interval, seconds; undefined: the answer's own word stands
 *  @param now server clock, ms */
export function agedFlood(item: FloodItem, intervalS: number | undefined, now: number): FloodItem {
  if (intervalS === undefined || item.as_of === null) return item
  const freshness = freshnessOf(Date.parse(item.as_of), intervalS, now)
  return freshness === item.freshness ? item : { ...item, freshness }
}

/** Whether the depth of a point may stand for now: fresh or late. */
export function isFloodNow({ freshness, stale, depth_cm: cm }: FloodItem): boolean {
  return !stale && cm !== null && (freshness === 'fresh' || freshness === 'late')
}
