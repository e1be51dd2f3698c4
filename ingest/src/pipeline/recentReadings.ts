import type { Reading } from '@city/domain/reading/reading.ts'

/** Readings stored lately, so that one that comes again is counted as a duplicate and not written twice, and another
 *  content for the same station and time is known as a correction.
 *  Bounded: two generations of at most half the capacity each, the older one is dropped whole. A duplicate that comes
 *  later than that is stored again over itself (the store keeps one point per station and time); only the ledger then
 *  counts it as stored. */
export function createRecentReadings(capacity = 200_000) {
  let current = new Map<string, string>()
  let previous = new Map<string, string>()
  return {
    /** Content known for a key, undefined when there is none. */
    get(key: string): string | undefined {
      return current.get(key) ?? previous.get(key)
    },
    keep(key: string, content: string): void {
      current.set(key, content)
      if (current.size < capacity / 2) return
      previous = current
      current = new Map()
    },
  }
}

/** What a reading is known by: its station and its time of observation. */
export function keyOf(reading: Reading): string {
  return `${reading.station}@${reading.time}`
}

/** What it says: values and flags. */
export function contentOf({ values, flags }: Reading): string {
  let content = ''
  for (const parameter in values) content += `${parameter}=${values[parameter]}/${flags[parameter] ?? 1};`
  return content
}
