import type { Reading } from '@city/domain/reading/reading.ts'
import type { Rejection } from '@city/domain/reading/rejection.ts'
import type { NewDeadLetter } from '@city/store/state/deadLetters.ts'
import type { LedgerRow } from '@city/store/state/ledger.ts'
import type { KnownReading } from '@city/store/state/recent.ts'
import { refusedText } from '../landing/refusedOf.ts'
import type { Arrival, Opened, Outcome } from './arrival.ts'
import { bundlesOf } from './letterBundles.ts'
import { contentOf, type RecentReadings } from './recentReadings.ts'
import type { StationClocks } from './stationClocks.ts'
import { Tally } from './tally.ts'

/** A reading on its way into the series. */
export interface Candidate {
  reading: Reading
  arrival: Arrival
  /** Of its arrival. */
  outcome: Outcome
  /** Digest of what it says, and of what was known of its station and moment. */
  content: number
  before: number | undefined
}

/** A candidate that has never landed before, with its row in the ledger. */
export interface Fresh extends Candidate {
  row: LedgerRow
}

export interface Sorted {
  tally: Tally
  letters: NewDeadLetter[]
  /** One per arrival, in their order. */
  outcomes: Outcome[]
  fresh: Fresh[]
  /** Not known to be new: to be compared with the series. Not in the tally yet. */
  late: Candidate[]
}

/** Dead letters of their own that one payload gets; the rest of them is kept in bundles. */
const lettersPerPayload = 100
/** Name under which arrivals of unknown stations are counted, so that invented names cannot fill the ledger. */
const unknownStation = '?'

/** Tells apart what a group of arrivals holds: rejected, known already, certainly new, and the rest. Puts what is not
 *  rejected into the memory; when the group fails it has to be taken out again. */
export function sortGroup(
  group: readonly Opened[],
  memory: RecentReadings,
  clocks: StationClocks,
  latest: ReadonlyMap<string, Reading>,
): Sorted {
  const tally = new Tally()
  const letters: NewDeadLetter[] = []
  const outcomes: Outcome[] = []
  const fresh: Fresh[] = []
  const late: Candidate[] = []
  for (const { arrival, decoded } of group) {
    const outcome = { received: 0, stored: 0, duplicate: 0, rejected: 0, waiting: 0 }
    outcomes.push(outcome)
    const rowOf = tally.of(arrival.source, arrival.at)
    let rejected = 0
    let more: NewDeadLetter[] | undefined
    for (const { reading, station, rejections, futureTime } of decoded) {
      outcome.received++
      for (const rejection of rejections) {
        const letter = letterOf(arrival, station, rejection)
        if (++rejected <= lettersPerPayload) letters.push(letter)
        else (more ??= []).push(letter)
      }
      if (!reading) {
        const isUnknown = station === null || rejections.some(({ reason }) => reason === 'unknown_station')
        const row = rowOf(isUnknown ? unknownStation : station)
        row.received++
        row.rejected++
        outcome.rejected++
        if (station !== null && futureTime !== undefined) clocks.heard(station, futureTime, arrival.at)
        continue
      }
      const { time } = reading
      const content = contentOf(reading)
      const before = memory.get(reading.station, time)
      if (before === content) {
        const row = rowOf(reading.station)
        row.received++
        row.duplicate++
        outcome.duplicate++
        continue
      }
      memory.keep(reading.station, time, content)
      if (before !== undefined || !memory.isBeyond(reading.station, time)) {
        late.push({ reading, arrival, outcome, content, before })
        continue
      }
      const row = rowOf(reading.station)
      row.received++
      fresh.push({ reading, arrival, outcome, content, before, row })
      if (time > (latest.get(reading.station)?.time ?? -Infinity))
        clocks.heard(reading.station, time, arrival.at)
    }
    if (more) letters.push(...bundlesOf(more))
  }
  return { tally, letters, outcomes, fresh, late }
}

function letterOf(arrival: Arrival, station: string | null, rejection: Rejection): NewDeadLetter {
  const { scope, reason, detail, raw, domain = null, once = false } = rejection
  const letter = { source: arrival.source, station, domain, scope, reason, detail, raw, at: arrival.at, once }
  return scope === 'payload' ? { ...letter, size: arrival.size } : letter
}

/** The letter of a reading that the store will never take. */
export function letterOfRefused({ reading, arrival }: Candidate, why: string): NewDeadLetter {
  const { station, time, values } = reading
  const raw = refusedText(station, time, values)
  const { source, at } = arrival
  return { source, at, raw, station, scope: 'reading', reason: 'store_refused', detail: why }
}

/** A candidate as the memory of duplicates keeps it. */
export function knownOf({ reading, content }: Candidate): KnownReading {
  return { station: reading.station, time: reading.time, content }
}

/** Takes out of the memory what `sortGroup` has put there.
 *  @param candidates of one moment in the order in which they were put there: what came last is taken out first */
export function takeBack(memory: RecentReadings, candidates: readonly Candidate[]): void {
  for (const { reading, before } of candidates.toReversed())
    memory.restore(reading.station, reading.time, before)
}
