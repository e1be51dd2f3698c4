import type { Reading } from '@city/domain/reading/reading.ts'
import { hourStart } from '@city/domain/time/hanoiTime.ts'
import { deadLetterWriter, trimDeadLetters, type NewDeadLetter } from '@city/store/state/deadLetters.ts'
import { journalWriter, type JournalWriter } from '@city/store/state/journal.ts'
import { latestReadingWriter } from '@city/store/state/latest.ts'
import { ledgerWriter } from '@city/store/state/ledger.ts'
import { recentWriter, type RecentWriter } from '@city/store/state/recent.ts'
import { revisionWriter, type Revision } from '@city/store/state/revisions.ts'
import { stationClockWriter, type StationClock } from '@city/store/state/stationClock.ts'
import { inTransaction, type StateDb } from '@city/store/state/stateDb.ts'
import { touchedHoursWriter, utcDay } from '@city/store/state/touchedHours.ts'
import type { Tally } from './tally.ts'

/** Hours of one station in which something was stored, ms since 1970 UTC; both included. */
export interface TouchedSpan {
  station: string
  from: number
  to: number
}

/** What a group leaves in the state database, all or nothing. */
export interface Entry {
  tally: Tally
  letters?: readonly NewDeadLetter[]
  /** Newest readings, one per station. */
  latest?: Iterable<Reading>
  /** Where the series has new values. */
  touched?: Iterable<TouchedSpan>
  revisions?: readonly Revision[]
  clocks?: ReadonlyMap<string, StationClock>
  /** Whatever else belongs to the same transaction. */
  also?: (writers: { journal: JournalWriter; recent: RecentWriter }) => void
}

/** Trim every so many letters: the table may overshoot its bound by that much. */
const trimEvery = 1000

/** Writes the ledger and all that must be true with it. `write` returns when it is on disk. */
export function createBook(db: StateDb) {
  const addRow = ledgerWriter(db)
  const addLetter = deadLetterWriter(db)
  const addLatest = latestReadingWriter(db)
  const addRevision = revisionWriter(db)
  const addClock = stationClockWriter(db)
  const touch = touchedHoursWriter(db)
  const writers = { journal: journalWriter(db), recent: recentWriter(db) }
  let sinceTrim = 0
  return {
    write({ tally, letters = [], latest = [], touched = [], revisions = [], clocks, also }: Entry): void {
      inTransaction(db, () => {
        also?.(writers)
        for (const row of tally.rows()) addRow(row)
        for (const letter of letters) addLetter(letter)
        for (const reading of latest) addLatest(reading)
        for (const { station, from, to } of touched) touch(station, from, to)
        for (const revision of revisions) addRevision(revision)
        for (const [station, clock] of clocks ?? []) addClock(station, clock)
        sinceTrim += letters.length
        if (sinceTrim < trimEvery) return
        sinceTrim = 0
        trimDeadLetters(db)
      })
    },
  }
}

export type Book = ReturnType<typeof createBook>

/** The hours of readings, one span per station and UTC day. */
export function touchedBy(readings: Iterable<Pick<Reading, 'station' | 'time'>>): Iterable<TouchedSpan> {
  const spans = new Map<string, TouchedSpan>()
  let last: TouchedSpan | undefined
  for (const { station, time } of readings) {
    const hour = hourStart(time)
    if (last?.station === station && hour >= last.from && hour <= last.to) continue
    const key = `${utcDay(time)}|${station}`
    last = spans.get(key)
    if (!last) spans.set(key, (last = { station, from: hour, to: hour }))
    else if (hour < last.from) last.from = hour
    else if (hour > last.to) last.to = hour
  }
  return spans.values()
}
