import type { Freshness } from '@city/domain/station/freshness.ts'

/** How far a figure of the city may be trusted as "now": `current` from fresh or late values; `old` when only stale
 *  ones are left (shown without colour, with their age); `none` when there are none. */
export type Quality = 'current' | 'old' | 'none'

export interface Usable<Item> {
  quality: Quality
  items: readonly Item[]
}

const isCurrent = (freshness: Freshness) => freshness === 'fresh' || freshness === 'late'

/** The values that may stand for now: current ones, or, only when there are none, the last picture: those that were
 *  current when the newest of the stale ones came. Old and current values never enter one figure together; silent ones
 *  enter none.
 *  @param freshnessAt freshness of an item at a time, ms
 *  @param timeOf when an item was observed, ms */
export function usableOf<Item>(
  items: readonly Item[],
  freshnessAt: (item: Item, at: number) => Freshness,
  timeOf: (item: Item) => number | null,
  now: number,
): Usable<Item> {
  const current = items.filter((item) => isCurrent(freshnessAt(item, now)))
  if (current.length > 0) return { quality: 'current', items: current }
  const stale = items.filter((item) => freshnessAt(item, now) === 'stale')
  const last = newestOf(stale.map(timeOf))
  if (last === null) return { quality: 'none', items: [] }
  return { quality: 'old', items: stale.filter((item) => isCurrent(freshnessAt(item, last))) }
}

/** Newest of some times, ms; null without any. */
export function newestOf(times: readonly (number | null)[]): number | null {
  return times.reduce<number | null>(
    (newest, time) => (time !== null && (newest === null || time > newest) ? time : newest),
    null,
  )
}

/** The middle value, or the mean of the two middle ones; null without any. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2
}
