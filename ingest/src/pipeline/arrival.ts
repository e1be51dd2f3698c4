import type { DecodedReading } from '@city/domain/reading/decodeReadings.ts'
import type { Reading } from '@city/domain/reading/reading.ts'

/** What became of one arrival. received = stored + duplicate + rejected + waiting. */
export interface Outcome {
  received: number
  stored: number
  duplicate: number
  rejected: number
  /** Durable in the journal; the series store is away or busy with what came before. */
  waiting: number
}

/** Nothing was taken, or there was nothing to take. */
export const noOutcome: Outcome = { received: 0, stored: 0, duplicate: 0, rejected: 0, waiting: 0 }

/** Adds what became of one arrival to a sum. */
export function addOutcome(sum: Outcome, outcome: Outcome): void {
  sum.received += outcome.received
  sum.stored += outcome.stored
  sum.duplicate += outcome.duplicate
  sum.rejected += outcome.rejected
  sum.waiting += outcome.waiting
}

/** One payload. `decode` is called once, when its turn comes: until then only its bytes take memory. `done` is called
 *  once: without error when everything of it is durable, with one when nothing of it may be acknowledged.
 *  `size`: bytes as received. */
export interface Arrival {
  source: string
  at: number
  size: number
  decode: () => readonly DecodedReading[]
  done: (error: Error | null, outcome: Outcome) => void
}

/** An arrival whose turn it is. */
export interface Opened {
  arrival: Arrival
  decoded: readonly DecodedReading[]
}

/** What a group has brought. */
export interface Landed {
  /** What the series holds now. */
  stored: readonly Reading[]
  /** Readings that are newer than what was known, one per station; they may still wait in the journal. */
  newest: readonly Reading[]
  /** When the oldest arrival of the group came, ms since 1970 UTC. */
  firstAt: number
}
