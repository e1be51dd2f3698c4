import type { Reading } from '@city/domain/reading/reading.ts'
import { hourStart } from '@city/domain/time/hanoiTime.ts'
import { deadLetterWriter, trimDeadLetters, type NewDeadLetter } from '@city/store/state/deadLetters.ts'
import { latestReadingWriter } from '@city/store/state/latest.ts'
import { ledgerWriter, type LedgerRow } from '@city/store/state/ledger.ts'
import { touchedHoursWriter, utcDay } from '@city/store/state/touchedHours.ts'
import { inTransaction, type StateDb } from '@city/store/state/stateDb.ts'

export type Count = 'stored' | 'duplicate' | 'rejected'

/** What a group of arrivals adds to the ledger, per source and station, in the hour of their arrival. */
export class Tally {
  readonly #bySource = new Map<string, Map<string, LedgerRow>>()

  /** Rows of one source in the hour of `at`; `count` adds to them. */
  of(source: string, at: number) {
    const hour = hourStart(at)
    const key = `${hour}|${source}`
    let rows = this.#bySource.get(key)
    if (!rows) this.#bySource.set(key, (rows = new Map()))
    const byStation = rows
    return (station: string, count: Count, amount = 1): void => {
      let row = byStation.get(station)
      if (!row) {
        row = { source, station, hour, received: 0, stored: 0, duplicate: 0, rejected: 0 }
        byStation.set(station, row)
      }
      row.received += amount
      row[count] += amount
    }
  }

  *rows(): Iterable<LedgerRow> {
    for (const byStation of this.#bySource.values()) yield* byStation.values()
  }
}

/** What a group leaves in the state database, all or nothing. */
export interface Entry {
  tally: Tally
  letters: readonly NewDeadLetter[]
  /** Newest readings, one per station. */
  latest: Iterable<Reading>
  /** Every reading that the series has taken; absent: none. */
  stored?: readonly Reading[]
}

/** Trim every so many letters: the table may overshoot its bound by that much. */
const trimEvery = 1000

/** Writes ledger, dead letters, latest values and the hours whose index is to be computed. `write` returns when they are on disk. */
export function createBook(db: StateDb) {
  const addRow = ledgerWriter(db)
  const addLetter = deadLetterWriter(db)
  const addLatest = latestReadingWriter(db)
  const touch = touchedHoursWriter(db)
  let sinceTrim = 0
  return {
    write({ tally, letters, latest, stored = [] }: Entry): void {
      inTransaction(db, () => {
        for (const row of tally.rows()) addRow(row)
        for (const letter of letters) addLetter(letter)
        for (const reading of latest) addLatest(reading)
        for (const { station, from, to } of touchedBy(stored)) touch(station, from, to)
        sinceTrim += letters.length
        if (sinceTrim < trimEvery) return
        sinceTrim = 0
        trimDeadLetters(db)
      })
    },
  }
}

export type Book = ReturnType<typeof createBook>

/** The hours of air readings, one range per station and UTC day. */
function touchedBy(stored: readonly Reading[]): Iterable<{ station: string; from: number; to: number }> {
  const ranges = new Map<string, { station: string; from: number; to: number }>()
  for (const { domain, station, time } of stored) {
    if (domain !== 'air') continue
    const hour = hourStart(time)
    const key = `${utcDay(time)}|${station}`
    const range = ranges.get(key)
    if (!range) ranges.set(key, { station, from: hour, to: hour })
    else if (hour < range.from) range.from = hour
    else if (hour > range.to) range.to = hour
  }
  return ranges.values()
}
