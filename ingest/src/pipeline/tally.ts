import { hourStart } from '@city/domain/time/hanoiTime.ts'
import type { LedgerRow } from '@city/store/state/ledger.ts'

/** What became of a reading. */
export type Fate = 'stored' | 'duplicate' | 'rejected' | 'waiting'

export const emptyRow = { received: 0, stored: 0, duplicate: 0, rejected: 0, waiting: 0 } as const

/** What a group adds to the ledger, per source and station, in the hour of arrival. What was received is counted where
 *  it is taken in, its fate where it is decided: the sum tells whether something got lost between. */
export class Tally {
  readonly #bySource = new Map<string, Map<string, LedgerRow>>()
  /** What was asked for last: most of a group comes from one source in one hour. */
  #last: { source: string; hour: number; rowOf: (station: string) => LedgerRow } | undefined

  /** Rows of one source in the hour of `at` (ms since 1970 UTC), by station. */
  of(source: string, at: number): (station: string) => LedgerRow {
    const hour = hourStart(at)
    if (this.#last?.source === source && this.#last.hour === hour) return this.#last.rowOf
    const key = `${hour}|${source}`
    let rows = this.#bySource.get(key)
    if (!rows) this.#bySource.set(key, (rows = new Map()))
    const byStation = rows
    const rowOf = (station: string): LedgerRow => {
      let row = byStation.get(station)
      if (!row) byStation.set(station, (row = { source, station, hour, ...emptyRow }))
      return row
    }
    this.#last = { source, hour, rowOf }
    return rowOf
  }

  *rows(): Iterable<LedgerRow> {
    for (const byStation of this.#bySource.values()) yield* byStation.values()
  }
}

/** What waited has its fate. */
export function moveWaiting(row: Record<Fate, number>, count: number, to: Fate): void {
  row.waiting -= count
  row[to] += count
}
