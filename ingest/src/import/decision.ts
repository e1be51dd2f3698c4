import type { Fields } from '../pipeline/settle.ts'

/** What the series held before a chunk was written, by the place of each reading in the chunk. */
export interface Decision {
  isDuplicate: (index: number) => boolean
  before: (index: number) => Fields | undefined
}

/** A decision as it is kept on disk: how many readings it is about, which of them were known with the same values, and
 *  what the series held in the place of others. Everything else was new. */
export function writeDecision(
  readings: number,
  duplicates: readonly number[],
  known: readonly (readonly [number, Fields])[],
): string {
  return JSON.stringify({ readings, duplicates, known })
}

/** @returns undefined when it is about another number of readings: the registry or the rules have changed since, and
 *  the series has to be asked again */
export function parseDecision(text: string, readings: number): Decision | undefined {
  const kept = JSON.parse(text) as { readings: number; duplicates: number[]; known: [number, Fields][] }
  if (kept.readings !== readings) return undefined
  const duplicates = new Set(kept.duplicates)
  const known = new Map(kept.known)
  return { isDuplicate: (index) => duplicates.has(index), before: (index) => known.get(index) }
}
