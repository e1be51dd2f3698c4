import type { Reading } from '@city/domain/reading/reading.ts'
import { parametersOf } from '@city/domain/station/parameter.ts'
import { StoreAway, type SeriesPoint, type SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { NewDeadLetter } from '@city/store/state/deadLetters.ts'
import type { NewJournalRow } from '@city/store/state/journal.ts'
import type { Revision } from '@city/store/state/revisions.ts'
import { dayMs } from '@city/domain/time/hanoiTime.ts'
import type { Drain } from '../landing/drain.ts'
import { byOrigin, heldOf, type Check } from '../landing/journalRows.ts'
import { readKnownRows, type KnownRows } from '../landing/knownRows.ts'
import type { Outlet } from '../landing/outlet.ts'
import { touchedBy, type Book } from './book.ts'
import type { Landed } from './arrival.ts'
import { newestOf } from './newestOf.ts'
import type { RecentReadings } from './recentReadings.ts'
import { settleEach } from './settle.ts'
import { knownOf, letterOfRefused, takeBack, type Candidate } from './sortGroup.ts'
import { moveWaiting, Tally, type Fate } from './tally.ts'

export interface LateParts {
  series: Pick<SeriesStore, 'readRows' | 'readWindows'>
  outlet: Outlet
  /** Throws when the disk has no room for the journal. */
  room: () => void
  drain: Drain
  book: Book
  memory: RecentReadings
  latest: Map<string, Reading>
  now: () => number
}

interface Placed {
  candidate: Candidate
  point: SeriesPoint
  revisions: Revision[]
}

/** Lands readings that may be known already: late ones, corrections, parts of a moment, repeats from long ago.
 *  They are compared with what the series holds; what is there is a duplicate, a value that another replaces is kept as a
 *  revision. What is to be written goes into the journal first, with its counts and revisions, and leaves it when it is in
 *  the series: after a crash between the two nothing is counted twice and no old value is forgotten.
 *  While the store is away, or busy with the journal, they wait in the journal uncompared, in their order. */
export function createLateLander(parts: LateParts) {
  const { series, outlet, drain, book, memory, latest } = parts

  async function land(late: readonly Candidate[]): Promise<Omit<Landed, 'firstAt'>> {
    try {
      if (!outlet.isOpen) return keepUncompared(late)
      let known: KnownRows
      try {
        await learn(late)
        if (!drain.isEmpty()) return keepUncompared(late)
        known = await outlet.asking(readKnownRows(series, readingsOf(late)))
      } catch (error) {
        if (error instanceof StoreAway && outlet.hasLines) return keepUncompared(late)
        throw error
      }
      return await write(compare(late, known), late)
    } catch (error) {
      takeBack(memory, late)
      throw error
    }
  }

  function compare(late: readonly Candidate[], known: KnownRows): Placed[] {
    const settled = settleEach(known)
    return late.flatMap((candidate) => {
      const { reading, arrival } = candidate
      const { station, time } = reading
      const one = settled(reading)
      if (!one) return []
      const { source, at } = arrival
      const revisions = one.replaced.map((value) => ({ ...value, station, time, source, at }))
      return [{ candidate, point: one.point, revisions }]
    })
  }

  async function write(
    placed: readonly Placed[],
    late: readonly Candidate[],
  ): Promise<Omit<Landed, 'firstAt'>> {
    const intended = intend(placed, late)
    if (placed.length === 0) return { stored: [], newest: [] }
    const points = placed.map(({ point }) => point)
    let refused: ReadonlyMap<number, string>
    try {
      refused = await outlet.write(points)
    } catch {
      // It is durable in the journal, which the drain empties.
      for (const { candidate } of placed) candidate.outcome.waiting++
      drain.kick()
      return { stored: [], newest: adopt(placed) }
    }
    return settleIntended(placed, intended, refused)
  }

  /** Books duplicates, and everything else as waiting in the journal. @returns what was put there */
  function intend(placed: readonly Placed[], late: readonly Candidate[]) {
    const tally = new Tally()
    const isPlaced = new Set(placed.map(({ candidate }) => candidate))
    for (const candidate of late) {
      const row = tally.of(candidate.arrival.source, candidate.arrival.at)(candidate.reading.station)
      row.received++
      row[isPlaced.has(candidate) ? 'waiting' : 'duplicate']++
      if (!isPlaced.has(candidate)) candidate.outcome.duplicate++
    }
    const rows = byOrigin(placed, ({ candidate }) => candidate.arrival).map(({ source, hour, at, items }) => {
      const stations = JSON.stringify(heldOf(readingsOf(items.map(({ candidate }) => candidate))))
      const body = JSON.stringify(items.map(({ point }) => point))
      const row: NewJournalRow = { kind: 'points', source, hour, at, readings: items.length, stations, body }
      return { row, items, id: 0 }
    })
    book.write({
      tally,
      revisions: placed.flatMap(({ revisions }) => revisions),
      latest: newestOf(readingsOf([...isPlaced]), latest),
      also({ journal, recent }) {
        memory.book(recent, late.map(knownOf))
        for (const one of rows) one.id = journal.append(one.row)
      },
    })
    memory.turn()
    for (const { row } of rows) drain.put(row)
    return rows
  }

  function settleIntended(
    placed: readonly Placed[],
    intended: ReturnType<typeof intend>,
    refused: ReadonlyMap<number, string>,
  ): Omit<Landed, 'firstAt'> {
    const why = new Map(placed.map(({ candidate }, index) => [candidate, refused.get(index)]))
    const tally = new Tally()
    const letters: NewDeadLetter[] = []
    const home: NewJournalRow[] = []
    const stored = placed.filter(({ candidate }) => why.get(candidate) === undefined)
    book.write({
      tally,
      letters,
      touched: touchedBy(readingsOf(stored.map(({ candidate }) => candidate))),
      also({ journal }) {
        for (const { row, items, id } of intended) {
          // The drain may have been faster.
          if (!journal.remove(id)) continue
          home.push(row)
          for (const { candidate } of items) {
            const refusal = why.get(candidate)
            const fate: Fate = refusal === undefined ? 'stored' : 'rejected'
            const counts = tally.of(row.source, row.hour)(candidate.reading.station)
            moveWaiting(counts, 1, fate)
            if (refusal !== undefined) letters.push(letterOfRefused(candidate, refusal))
          }
        }
      },
    })
    for (const row of home) drain.took(row)
    for (const { candidate } of placed)
      candidate.outcome[why.get(candidate) === undefined ? 'stored' : 'rejected']++
    return { stored: readingsOf(stored.map(({ candidate }) => candidate)), newest: adopt(stored) }
  }

  function keepUncompared(late: readonly Candidate[]): Omit<Landed, 'firstAt'> {
    if (!outlet.isOpen) parts.room()
    const tally = new Tally()
    const rows = byOrigin(late, ({ arrival }) => arrival).map(
      ({ source, hour, at, items }): NewJournalRow => {
        const checks = items.map(({ reading, arrival }): Check => ({ at: arrival.at, reading }))
        const stations = JSON.stringify(heldOf(readingsOf(items)))
        return {
          kind: 'checks',
          source,
          hour,
          at,
          readings: items.length,
          stations,
          body: JSON.stringify(checks),
        }
      },
    )
    for (const { arrival, reading } of late) {
      const row = tally.of(arrival.source, arrival.at)(reading.station)
      row.received++
      row.waiting++
    }
    const newest = newestOf(readingsOf(late), latest)
    book.write({
      tally,
      latest: newest,
      also({ journal, recent }) {
        memory.book(recent, late.map(knownOf))
        for (const row of rows) journal.append(row)
      },
    })
    memory.turn()
    for (const row of rows) drain.added(row)
    for (const { outcome } of late) outcome.waiting++
    for (const reading of newest) latest.set(reading.station, reading)
    return { stored: [], newest }
  }

  function adopt(placed: readonly Placed[]): Reading[] {
    const newest = newestOf(readingsOf(placed.map(({ candidate }) => candidate)), latest)
    for (const reading of newest) latest.set(reading.station, reading)
    return newest
  }

  /** Of a station that is heard for the first time, asks once how far the series reaches. */
  async function learn(late: readonly Candidate[]): Promise<void> {
    const strangers = new Map<string, Reading>()
    for (const { reading } of late) {
      if (!memory.isUnknown(reading.station)) continue
      const known = strangers.get(reading.station)
      if (!known || reading.time < known.time) strangers.set(reading.station, reading)
    }
    for (const reading of strangers.values()) {
      const reached = await reach(reading)
      // What waits in the journal counts too.
      memory.learn(reading.station, Math.max(reached, latest.get(reading.station)?.time ?? reached))
    }
  }

  /** Time of the newest point of a reading's station, not older than one moment before the reading. */
  async function reach({ station, domain, time }: Reading): Promise<number> {
    const fields = parametersOf(domain).map(({ id }) => id)
    const query = { measurement: domain, tags: { station }, from: time, to: parts.now() + dayMs, fields }
    const days = await outlet.asking(series.readWindows({ ...query, everyMs: dayMs }))
    const last = days.at(-1)
    // Windows leave flagged values out: where there is none there may still be rows.
    if (!last) {
      const some = await outlet.asking(series.readRows({ ...query, limit: 1 }))
      return some.length > 0 ? parts.now() : time - 1
    }
    const rows = await outlet.asking(series.readRows({ ...query, from: Math.max(time, last.time) }))
    return rows.at(-1)?.time ?? last.time + dayMs
  }

  return { land }
}

export type LateLander = ReturnType<typeof createLateLander>

function readingsOf(candidates: readonly Candidate[]): Reading[] {
  return candidates.map(({ reading }) => reading)
}
