import { readingPoint } from '@city/domain/series/readingPoint.ts'
import { StoreAway } from '@city/domain/series/seriesStore.ts'
import type { Reading } from '@city/domain/reading/reading.ts'
import type { NewDeadLetter } from '@city/store/state/deadLetters.ts'
import type { Drain } from '../landing/drain.ts'
import { lineRows } from '../landing/lineRows.ts'
import type { NewJournalRow } from '@city/store/state/journal.ts'
import type { Outlet } from '../landing/outlet.ts'
import { noOutcome, type Arrival, type Landed, type Opened, type Outcome } from './arrival.ts'
import { touchedBy, type Book } from './book.ts'
import type { LateLander } from './lateLander.ts'
import { newestOf } from './newestOf.ts'
import type { RecentReadings } from './recentReadings.ts'
import { knownOf, letterOfRefused, sortGroup, takeBack, type Fresh } from './sortGroup.ts'
import type { StationClocks } from './stationClocks.ts'
import type { Fate, Tally } from './tally.ts'

export interface LanderParts {
  outlet: Outlet
  /** Throws when the disk has no room for the journal. */
  room: () => void
  drain: Pick<Drain, 'added'>
  book: Book
  memory: RecentReadings
  /** Where readings go that are not known to be new. */
  late: LateLander
  clocks: StationClocks
  /** Called before what is known is asked about a group. */
  beforeGroup?: () => void
  /** Newest reading of each station known at start; kept up to date here. */
  latest: Map<string, Reading>
  /** Called when something is durable, in the series or in the journal. */
  onLanded: (landed: Landed) => void
  /** Told of every arrival that was landed, before its sender is. */
  onOutcome?: (source: string, outcome: Outcome) => void
  /** Called when nothing could be made durable; the group was not acknowledged. */
  onFailed: (error: Error) => void
}

/** Readings in one commit; more wait for the next. */
const groupLimit = 5000

/** Lands arrivals in groups: all that gathered while the last group was written make the next one, so a lone reading
 *  waits for nobody and a flood is written by the thousand. Acknowledges (`done`) what is on disk: in the series with its
 *  count in the ledger, or, while the series store is away, in the journal. */
export function createLander(parts: LanderParts) {
  const { outlet, drain, book, memory, clocks, latest } = parts
  const queue: Arrival[] = []
  /** The next group, decoded while the one before it is under way. */
  let ahead: Opened[] = []
  let busy = false

  function take(arrival: Arrival): void {
    queue.push(arrival)
    if (busy) return
    busy = true
    setImmediate(() => void work())
  }

  async function work(): Promise<void> {
    for (;;) {
      openAhead()
      const group = ahead
      ahead = []
      if (group.length === 0) break
      const isDone = new Uint8Array(group.length)
      try {
        await land(group, (index, outcome) => {
          isDone[index] = 1
          const { source, done } = group[index]!.arrival
          parts.onOutcome?.(source, outcome)
          done(null, outcome)
        })
      } catch (cause) {
        const error = cause instanceof Error ? cause : new Error(String(cause))
        parts.onFailed(error)
        // What came after it must not overtake it: its senders send all of it again, in their order.
        const open = group.filter((_, index) => isDone[index] === 0)
        const after = [...[...open, ...ahead].map(({ arrival }) => arrival), ...queue.splice(0)]
        ahead = []
        for (const { done } of after) done(error, noOutcome)
      }
    }
    busy = false
  }

  function openAhead(): void {
    let readings = ahead.reduce((sum, { decoded }) => sum + decoded.length, 0)
    let opened = 0
    for (const arrival of queue) {
      if (readings >= groupLimit) break
      const decoded = arrival.decode()
      readings += decoded.length
      ahead.push({ arrival, decoded })
      opened++
    }
    queue.splice(0, opened)
  }

  async function land(
    group: readonly Opened[],
    done: (index: number, outcome: Outcome) => void,
  ): Promise<void> {
    parts.beforeGroup?.()
    const { tally, letters, fresh, late, outcomes } = sortGroup(group, memory, clocks, latest)
    try {
      const landed = await landFresh(fresh, tally, letters)
      tell({ ...landed, firstAt: group[0]!.arrival.at })
    } catch (error) {
      // Nothing of this is durable: when it comes again it must not look like a duplicate.
      takeBack(memory, [...fresh, ...late])
      throw error
    }
    const unfinished = new Set(late.map(({ outcome }) => outcome))
    outcomes.forEach((outcome, index) => unfinished.has(outcome) || done(index, outcome))
    if (late.length === 0) return
    tell({ ...(await parts.late.land(late)), firstAt: group[0]!.arrival.at })
    outcomes.forEach((outcome, index) => unfinished.has(outcome) && done(index, outcome))
  }

  /** Into the series, or into the journal while the store is away; then into the book, with all else of the group. */
  async function landFresh(
    fresh: readonly Fresh[],
    tally: Tally,
    letters: NewDeadLetter[],
  ): Promise<Omit<Landed, 'firstAt'>> {
    const { refused, rows } = await write(fresh)
    const kept: Fresh[] = []
    for (const candidate of fresh) {
      const why = refused.get(candidate)
      const fate: Fate = why !== undefined ? 'rejected' : rows ? 'waiting' : 'stored'
      candidate.outcome[fate]++
      candidate.row[fate]++
      if (why === undefined) kept.push(candidate)
      else {
        letters.push(letterOfRefused(candidate, why))
        takeBack(memory, [candidate])
      }
    }
    const readings = kept.map(({ reading }) => reading)
    const newest = newestOf(readings, latest)
    book.write({
      tally,
      letters,
      latest: newest,
      touched: rows ? [] : touchedBy(readings),
      clocks: clocks.take(),
      also({ journal, recent }) {
        memory.book(recent, kept.map(knownOf))
        for (const row of rows ?? []) journal.append(row)
      },
    })
    memory.turn()
    for (const row of rows ?? []) drain.added(row)
    for (const reading of newest) latest.set(reading.station, reading)
    return { stored: rows ? [] : readings, newest }
  }

  /** @returns what the store refuses and why; while it is away, the rows for the journal that hold everything else */
  async function write(
    fresh: readonly Fresh[],
  ): Promise<{ refused: ReadonlyMap<Fresh, string>; rows?: NewJournalRow[] }> {
    if (outlet.isOpen) {
      try {
        const writing = outlet.write(fresh.map(({ reading }) => readingPoint(reading)))
        openAhead()
        const refused = await writing
        return { refused: new Map([...refused].map(([index, why]) => [fresh[index]!, why])) }
      } catch (error) {
        if (!(error instanceof StoreAway) || !outlet.hasLines) throw error
      }
    }
    if (fresh.length > 0) parts.room()
    return lineRows(fresh)
  }

  /** What was landed must not be undone by those who are told of it. */
  function tell(landed: Landed): void {
    try {
      parts.onLanded(landed)
    } catch (error) {
      parts.onFailed(error instanceof Error ? error : new Error(String(error)))
    }
  }

  return {
    take,
    /** Arrivals that wait for their group. */
    queued: () => queue.length + ahead.length,
    /** Resolves when nothing waits and nothing is being written. */
    async settled(): Promise<void> {
      while (busy) await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

export type Lander = ReturnType<typeof createLander>
