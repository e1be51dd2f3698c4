import type { Reading } from '@city/domain/reading/reading.ts'

/** Readings stored lately, so that one that comes again is counted as a duplicate and not written twice.
 *  Bounded: the oldest entries go first. A duplicate that comes later than that is stored again over itself (the store
 *  keeps one point per station and time), only the ledger then counts it as stored. */
export function createRecentReadings(capacity = 100_000) {
  const seen = new Map<string, string>()
  return {
    has(reading: Reading): boolean {
      return seen.get(keyOf(reading)) === contentOf(reading)
    },
    /** Whether another content is known for the same station and time: the reading corrects it. */
    corrects(reading: Reading): boolean {
      const known = seen.get(keyOf(reading))
      return known !== undefined && known !== contentOf(reading)
    },
    add(reading: Reading): void {
      const key = keyOf(reading)
      seen.delete(key)
      seen.set(key, contentOf(reading))
      if (seen.size > capacity) seen.delete(seen.keys().next().value!)
    },
  }
}

export type RecentReadings = ReturnType<typeof createRecentReadings>

function keyOf(reading: Reading): string {
  return `${reading.station}@${reading.time}`
}

function contentOf({ values, flags }: Reading): string {
  let content = ''
  for (const parameter in values) content += `${parameter}=${values[parameter]}/${flags[parameter] ?? 1};`
  return content
}
