/** How much waited at a moment, ms. */
export interface JournalSample {
  at: number
  readings: number
}

/** How fast a journal changes. `perS` < 0: it empties; `remainingS`: until it is empty at this pace, seconds. */
export interface JournalPace {
  perS: number
  remainingS: number | null
}

/** Paces are taken over this much of the past, ms: long enough for single answers not to jump. */
const spanMs = 30_000
const leastMs = 3000

/** Adds a sample and forgets those that are too old to tell the pace. */
export function withSample(samples: readonly JournalSample[], sample: JournalSample): JournalSample[] {
  return [...samples.filter(({ at }) => at < sample.at && sample.at - at <= spanMs), sample]
}

/** The pace over successive answers; null while there are too few of them. */
export function journalPace(samples: readonly JournalSample[]): JournalPace | null {
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last || last.at - first.at < leastMs) return null
  const perS = ((last.readings - first.readings) * 1000) / (last.at - first.at)
  return { perS, remainingS: perS < 0 ? last.readings / -perS : null }
}
