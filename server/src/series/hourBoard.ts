import { hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { readSettledHours, type SettledHours } from '@city/store/state/settledHours.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { readTouchedSince } from '@city/store/state/touchedHours.ts'

/** What the board knows of one station. */
export interface HourHolder<Row> {
  /** Replaces what is known of whole hours, [from, to). @param rows in order of time */
  replace(from: number, to: number, rows: readonly Row[]): void
  /** Forgets hours before `from`. */
  forget(from: number): void
}

export interface HourBoardParts<Row, Holder> {
  state: StateDb
  stations: ReadonlyMap<string, Holder>
  /** So far back the rows are kept, ms. */
  longestMs: number
  /** Rows of [from, to) by station, in order of time; of one station where it is named. Rejects with StoreAway. */
  read: (span: {
    from: number
    to: number
    station?: string | undefined
  }) => Promise<ReadonlyMap<string, Row[]>>
}

/** Old hours of single stations are read by themselves up to so many ranges; more are read together. */
const mostRanges = 12
/** Who asks within this time after a refresh is answered from it, ms. */
const freshMs = 2000
/** The hour that runs is always read again, and the one before until its last reports are in, ms. */
const turnMs = 15 * 60_000

/** The raw rows of stations over some time, in memory, so that every figure is exactly that of the store. Read whole once;
 *  then the hour that runs, and of older hours those that stored readings touched: they wait to be settled, or were settled
 *  since the last look. */
export class HourBoard<Row, Holder extends HourHolder<Row>> {
  readonly #parts: HourBoardParts<Row, Holder>
  /** Number of the newest settled entry that is known here; undefined: nothing was read yet. */
  #settled: number | undefined
  #refreshedAt = -Infinity
  #running: Promise<void> | undefined

  constructor(parts: HourBoardParts<Row, Holder>) {
    this.#parts = parts
  }

  /** Every station as of `now`, at most 2 s older. Rejects with StoreAway. */
  async at(now: number): Promise<ReadonlyMap<string, Holder>> {
    if (now - this.#refreshedAt >= freshMs || now < this.#refreshedAt) {
      this.#running ??= this.#refresh(now).finally(() => (this.#running = undefined))
      await this.#running
    }
    return this.#parts.stations
  }

  async #refresh(now: number): Promise<void> {
    const { state, longestMs, stations } = this.#parts
    const oldest = hourStart(now - longestMs)
    // What changed is asked before anything is read: a change after that is found next time.
    const { newest, hours: settled } = readSettledHours(state, this.#settled ?? 0)
    const waiting = readTouchedSince(state, oldest)
    if (this.#settled === undefined || !settled) await this.#read(oldest, now)
    else {
      const recent = hourStart(now - turnMs)
      await this.#read(recent, now)
      await this.#readTouched([...settled, ...waiting], oldest, recent)
    }
    for (const one of stations.values()) one.forget(oldest)
    this.#settled = newest
    this.#refreshedAt = now
  }

  async #readTouched(touched: readonly SettledHours[], oldest: number, recent: number): Promise<void> {
    const ranges = new Map<string, { from: number; to: number }>()
    for (const { station, from, to } of touched) {
      const range = { from: Math.max(from, oldest), to: Math.min(to + hourMs, recent) }
      if (!this.#parts.stations.has(station) || range.from >= range.to) continue
      const known = ranges.get(station)
      ranges.set(station, {
        from: Math.min(known?.from ?? range.from, range.from),
        to: Math.max(known?.to ?? range.to, range.to),
      })
    }
    if (ranges.size > mostRanges) {
      const all = [...ranges.values()]
      await this.#read(Math.min(...all.map(({ from }) => from)), Math.max(...all.map(({ to }) => to)) - 1)
    } else for (const [station, { from, to }] of ranges) await this.#read(from, to - 1, station)
  }

  /** Reads whole hours from the one that begins at `from` to the one that holds `last`, moments after it left out. */
  async #read(from: number, last: number, station?: string): Promise<void> {
    const rows = await this.#parts.read({ from, to: last + 1, station })
    for (const [id, one] of this.#parts.stations)
      if (station === undefined || station === id)
        one.replace(from, hourStart(last) + hourMs, rows.get(id) ?? [])
  }
}
