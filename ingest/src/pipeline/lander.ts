import { readingPoint } from '@city/domain/series/readingPoint.ts'
import { StoreRefused, type SeriesPoint, type SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { DecodedReading } from '@city/domain/reading/decodeReadings.ts'
import type { Reading } from '@city/domain/reading/reading.ts'
import type { Rejection } from '@city/domain/reading/rejection.ts'
import type { NewDeadLetter } from '@city/store/state/deadLetters.ts'
import { Tally, type Book } from './book.ts'
import { contentOf, createRecentReadings, keyOf } from './recentReadings.ts'

/** What became of one arrival. received = stored + duplicate + rejected. */
export interface Outcome {
  received: number
  stored: number
  duplicate: number
  rejected: number
}

/** Nothing was taken, or there was nothing to take. */
export const noOutcome: Outcome = { received: 0, stored: 0, duplicate: 0, rejected: 0 }

/** One payload, decoded. `done` is called once: without error when everything of it is durable, with one when nothing
 *  of it may be acknowledged. `size`: bytes as received. */
export interface Arrival {
  source: string
  at: number
  size: number
  decoded: readonly DecodedReading[]
  done: (error: Error | null, outcome: Outcome) => void
}

export interface LanderParts {
  series: Pick<SeriesStore, 'write'>
  book: Book
  /** Newest reading of each station known at start; kept up to date here. */
  latest: Map<string, Reading>
  /** Called after a group is durable. `newest`: readings that are newer than what was known, one per station;
   *  `firstAt`: when the oldest arrival of the group came, ms. */
  onStored: (stored: readonly Reading[], newest: readonly Reading[], firstAt: number) => void
  /** Called when the store fails; the group was not acknowledged. */
  onFailed: (error: Error, readings: number) => void
}

/** Readings in one commit; more wait for the next. */
const groupLimit = 10_000
/** Dead letters kept of one payload; the rest of them is counted in one more. */
const lettersPerPayload = 100
/** Name under which arrivals of unknown stations are counted, so that invented names cannot fill the ledger. */
const unknownStation = '?'

interface Candidate {
  reading: Reading
  arrival: Arrival
  outcome: Outcome
  count: ReturnType<Tally['of']>
  point: SeriesPoint
}

/** Lands arrivals in groups: all that gathered while the last group was written make the next one, so a lone reading
 *  waits for nobody and a flood is written by the thousand. Acknowledges (`done`) after series and state are on disk. */
export function createLander(parts: LanderParts) {
  const recent = createRecentReadings()
  const queue: Arrival[] = []
  let busy = false

  function take(arrival: Arrival): void {
    queue.push(arrival)
    if (busy) return
    busy = true
    setImmediate(() => void drain())
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const group = nextGroup(queue)
      try {
        await land(group)
      } catch (cause) {
        const error = cause instanceof Error ? cause : new Error(String(cause))
        parts.onFailed(
          error,
          group.reduce((sum, { decoded }) => sum + decoded.length, 0),
        )
        for (const { done } of group) done(error, noOutcome)
      }
    }
    busy = false
  }

  async function land(group: readonly Arrival[]): Promise<void> {
    const tally = new Tally()
    const letters: NewDeadLetter[] = []
    const outcomes: Outcome[] = []
    const toStore: Candidate[] = []
    const inGroup = new Map<string, number>()
    for (const arrival of group) {
      const outcome = { ...noOutcome }
      outcomes.push(outcome)
      const count = tally.of(arrival.source, arrival.at)
      let rejected = 0
      let last: Rejection | undefined
      for (const { reading, station, rejections } of arrival.decoded) {
        outcome.received++
        for (const rejection of rejections) {
          if (++rejected <= lettersPerPayload) letters.push(letterOf(arrival, station, rejection))
          last = rejection
        }
        if (!reading) {
          outcome.rejected++
          const isUnknown = station === null || rejections.some(({ reason }) => reason === 'unknown_station')
          count(isUnknown ? unknownStation : station, 'rejected')
          continue
        }
        const key = keyOf(reading)
        const content = contentOf(reading)
        const known = inGroup.get(key) ?? recent.get(key)
        if (known === content) {
          outcome.duplicate++
          count(reading.station, 'duplicate')
          continue
        }
        inGroup.set(key, content)
        // What is not newer than the latest may correct something whose flags must not stay.
        const mayCorrect =
          known !== undefined || reading.time <= (parts.latest.get(reading.station)?.time ?? -Infinity)
        toStore.push({ reading, arrival, outcome, count, point: readingPoint(reading, mayCorrect) })
      }
      if (last && rejected > lettersPerPayload) {
        const detail = `and ${rejected - lettersPerPayload} more rejections of the same payload`
        letters.push({ ...letterOf(arrival, last.station, last), detail, raw: '' })
      }
    }
    const refused = await writeIsolating(
      parts.series,
      toStore.map(({ point }) => point),
    )
    const stored: Reading[] = []
    for (const [index, { reading, arrival, outcome, count }] of toStore.entries()) {
      const refusal = refused.get(index)
      const fate = refusal ? 'rejected' : 'stored'
      outcome[fate]++
      count(reading.station, fate)
      if (!refusal) {
        stored.push(reading)
        continue
      }
      inGroup.delete(keyOf(reading))
      const { source, at } = arrival
      const raw = JSON.stringify({ station: reading.station, ts: reading.time, values: reading.values })
      letters.push({
        source,
        at,
        raw,
        station: reading.station,
        scope: 'reading',
        reason: 'store_refused',
        detail: refusal,
      })
    }
    const newest = newestOf(stored, parts.latest)
    parts.book.write({ tally, letters, latest: newest, stored })
    for (const [key, content] of inGroup) recent.keep(key, content)
    for (const reading of newest) parts.latest.set(reading.station, reading)
    for (const [index, { done }] of group.entries()) done(null, outcomes[index]!)
    if (stored.length === 0) return
    try {
      parts.onStored(stored, newest, group[0]!.at)
    } catch (error) {
      // The group is durable and acknowledged; telling others about it must not undo that.
      parts.onFailed(error instanceof Error ? error : new Error(String(error)), 0)
    }
  }

  return {
    take,
    /** Arrivals that wait for their group. */
    waiting: () => queue.length,
    /** Resolves when nothing waits and nothing is being written. */
    async settled(): Promise<void> {
      while (busy) await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

export type Lander = ReturnType<typeof createLander>

function nextGroup(queue: Arrival[]): Arrival[] {
  let readings = 0
  let length = 0
  while (length < queue.length && (length === 0 || readings + queue[length]!.decoded.length <= groupLimit))
    readings += queue[length++]!.decoded.length
  return queue.splice(0, length)
}

function letterOf(arrival: Arrival, station: string | null, rejection: Rejection): NewDeadLetter {
  const { scope, reason, detail, raw } = rejection
  const letter = { source: arrival.source, station, scope, reason, detail, raw, at: arrival.at }
  return scope === 'payload' ? { ...letter, size: arrival.size } : letter
}

/** Readings not older than what is known of their station, the last of each. Two of the same moment are one reading:
 *  a station may send its parameters in parts. */
function newestOf(stored: readonly Reading[], known: ReadonlyMap<string, Reading>): Reading[] {
  const newest = new Map<string, Reading>()
  for (const reading of stored) {
    const before = newest.get(reading.station) ?? known.get(reading.station)
    if (!before || reading.time > before.time) newest.set(reading.station, reading)
    else if (reading.time === before.time) newest.set(reading.station, merged(before, reading))
  }
  return [...newest.values()]
}

function merged(before: Reading, after: Reading): Reading {
  const kept = Object.entries(before.flags).filter(([parameter]) => !(parameter in after.values))
  return {
    ...after,
    values: { ...before.values, ...after.values },
    flags: { ...Object.fromEntries(kept), ...after.flags },
  }
}

/** Writes points; when the store refuses a batch, halves it until the refused points stand alone.
 *  @returns index → why, of each refused point; every other point is durable */
async function writeIsolating(
  series: Pick<SeriesStore, 'write'>,
  points: readonly SeriesPoint[],
  offset = 0,
): Promise<Map<number, string>> {
  if (points.length === 0) return new Map()
  try {
    await series.write(points)
    return new Map()
  } catch (error) {
    if (!(error instanceof StoreRefused)) throw error
    if (points.length === 1) return new Map([[offset, error.message]])
    const half = points.length >> 1
    const first = await writeIsolating(series, points.slice(0, half), offset)
    const second = await writeIsolating(series, points.slice(half), offset + half)
    return new Map([...first, ...second])
  }
}
