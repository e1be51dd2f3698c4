import type { Reading } from '@city/domain/reading/reading.ts'
import { dayMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { deadLetterWriter, type NewDeadLetter } from '@city/store/state/deadLetters.ts'
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

/** Writes the ledger and all that must be true with it. `write` returns when it is on disk.
 *  @param onLetters told of letters that were not there before, the bytes of each, when they are on disk */
export function createBook(db: StateDb, onLetters: (added: readonly number[]) => void = () => undefined) {
  const addRow = ledgerWriter(db)
  const addLetter = deadLetterWriter(db)
  const addLatest = latestReadingWriter(db)
  const addRevision = revisionWriter(db)
  const addClock = stationClockWriter(db)
  const touch = touchedHoursWriter(db)
  const writers = { journal: journalWriter(db), recent: recentWriter(db) }
  return {
    write({ tally, letters = [], latest = [], touched = [], revisions = [], clocks, also }: Entry): void {
      const added: number[] = []
      inTransaction(db, () => {
        also?.(writers)
        for (const row of tally.rows()) addRow(row)
        for (const letter of letters) {
          const bytes = addLetter(letter)
          if (bytes !== undefined) added.push(bytes)
        }
        for (const reading of latest) addLatest(reading)
        for (const { station, from, to } of touched) touch(station, from, to)
        for (const revision of revisions) addRevision(revision)
        for (const [station, clock] of clocks ?? []) addClock(station, clock)
      })
      if (added.length > 0) onLetters(added)
    },
  }
}

export type Book = ReturnType<typeof createBook>

/** The hours of readings, one span per station and UTC day. */
export function touchedBy(readings: Iterable<Pick<Reading, 'station' | 'time'>>): TouchedSpan[] {
  const spans: TouchedSpan[] = []
  const byDay = new Map<number, Map<string, TouchedSpan>>()
  let day = NaN
  let ofDay = new Map<string, TouchedSpan>()
  for (const { station, time } of readings) {
    if (time < day || time >= day + dayMs || Number.isNaN(day)) {
      day = utcDay(time)
      ofDay = byDay.get(day) ?? new Map()
      byDay.set(day, ofDay)
    }
    const span = ofDay.get(station)
    const hour = hourStart(time)
    if (!span) {
      const first = { station, from: hour, to: hour }
      ofDay.set(station, first)
      spans.push(first)
    } else if (hour < span.from) span.from = hour
    else if (hour > span.to) span.to = hour
  }
  return spans
}
