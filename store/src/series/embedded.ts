import { checkPoints, checkQuery, checkWindowQuery, declarationOf } from './declared.ts'
import { deleteSlice } from './sqliteDelete.ts'
import { createSchema } from './sqliteSchema.ts'
import { readColumns, readRows, readWindows } from './sqliteReader.ts'
import { SqliteWriter } from './sqliteWriter.ts'
import type {
  PackedPoints,
  SeriesColumns,
  SeriesPoint,
  SeriesRow,
  SeriesStore,
  WindowRow,
} from '@city/domain/series/seriesStore.ts'
import { StoreAway, StoreRefused } from '@city/domain/series/seriesStore.ts'
import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate, setTimeout as wait } from 'node:timers/promises'

/** Points per transaction: about 15 ms of the event loop, then others get their turn. */
const transactionPoints = 5_000

/** How long one statement waits for another process that holds the file, ms. */
const busyMs = 2_000

/** Pause between two pieces of a deletion, ms. */
const deleteRestMs = 5

/** SQLite's result codes for a value that the table does not take: constraint, mismatch, too big (sqlite.org/rescode). */
const refusals: readonly number[] = [18, 19, 20]

/** The embedded store: one SQLite file. One process writes, others may read it meanwhile with `readOnly`.
 *  A resolved write is on disk (write-ahead log, synchronous FULL): it survives kill -9.
 *  A reader may be opened before the file exists; its reads reject with StoreAway until the writer has made it.
 *  Throws StoreAway when the file cannot be opened for writing (no permission, no space, damaged). */
export function openEmbedded(path: string, { readOnly = false }: { readOnly?: boolean } = {}): SeriesStore {
  return new EmbeddedStore(path, readOnly)
}

class EmbeddedStore implements SeriesStore {
  readonly kind = 'embedded'
  readonly #path: string
  readonly #readOnly: boolean
  #db: DatabaseSync | undefined
  #writer: SqliteWriter | undefined
  #closed = false
  #lastWrite: Promise<unknown> = Promise.resolve()

  constructor(path: string, readOnly: boolean) {
    this.#path = path
    this.#readOnly = readOnly
    if (!readOnly) this.#asStoreError(() => this.#openForWriting())
  }

  async write(points: readonly SeriesPoint[]): Promise<void> {
    if (this.#readOnly) throw new StoreRefused(`${this.#path} is open for reading only`)
    if (this.#closed) throw new StoreAway(`${this.#path} is closed`)
    checkPoints(points)
    // One after another, in order of arrival: the later of two values for one point must win.
    const written = this.#lastWrite.then(() => this.#writeInTurns(points))
    this.#lastWrite = written.catch(() => undefined)
    await written
  }

  async writePacked(points: readonly PackedPoints[]): Promise<void> {
    if (this.#readOnly) throw new StoreRefused(`${this.#path} is open for reading only`)
    if (this.#closed) throw new StoreAway(`${this.#path} is closed`)
    const written = this.#lastWrite.then(() => this.#asStoreError(() => this.#writer?.writePacked(points)))
    this.#lastWrite = written.catch(() => undefined)
    await written
  }

  async readRows(query: Parameters<SeriesStore['readRows']>[0]): Promise<SeriesRow[]> {
    const checked = checkQuery(query)
    return this.#reading((db) => readRows(db, checked))
  }

  async readColumns(query: Parameters<SeriesStore['readRows']>[0]): Promise<SeriesColumns[]> {
    const checked = checkQuery(query)
    return this.#reading((db) => readColumns(db, checked))
  }

  async readWindows(query: Parameters<SeriesStore['readWindows']>[0]): Promise<WindowRow[]> {
    const checked = checkWindowQuery(query)
    return this.#reading((db) => readWindows(db, checked))
  }

  async deleteBefore(measurement: string, time: number): Promise<void> {
    if (this.#readOnly) throw new StoreRefused(`${this.#path} is open for reading only`)
    declarationOf(measurement)
    for (let more = true; more;) {
      if (this.#closed) throw new StoreAway(`${this.#path} is closed`)
      const deleted = this.#lastWrite.then(() =>
        this.#asStoreError(() => deleteSlice(this.#connected(), measurement, time)),
      )
      this.#lastWrite = deleted.catch(() => undefined)
      more = await deleted
      // Longer than a turn: whoever waited for the disk comes first.
      await wait(deleteRestMs)
    }
  }

  async ping(): Promise<void> {
    await this.#reading(async (db) => db.prepare('SELECT count(*) FROM sqlite_schema').get())
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#lastWrite
    this.#db?.close()
    this.#db = undefined
  }

  async #writeInTurns(points: readonly SeriesPoint[]): Promise<void> {
    for (let start = 0; start < points.length; start += transactionPoints) {
      this.#asStoreError(() => this.#writer?.writeAll(points.slice(start, start + transactionPoints)))
      await setImmediate()
    }
  }

  async #reading<T>(read: (db: DatabaseSync) => Promise<T>): Promise<T> {
    try {
      return await read(this.#connected())
    } catch (error) {
      throw this.#storeError(error)
    }
  }

  #connected(): DatabaseSync {
    if (this.#closed) throw new StoreAway(`${this.#path} is closed`)
    if (!this.#db) {
      if (!existsSync(this.#path))
        throw new StoreAway(`${this.#path} does not exist yet: nothing has been stored`)
      this.#db = new DatabaseSync(this.#path, { readOnly: true, timeout: busyMs })
    }
    return this.#db
  }

  #openForWriting(): void {
    mkdirSync(dirname(this.#path), { recursive: true })
    const db = new DatabaseSync(this.#path, { timeout: busyMs })
    try {
      db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY')
      createSchema(db)
      this.#writer = new SqliteWriter(db)
      this.#db = db
    } catch (error) {
      db.close()
      throw error
    }
  }

  #asStoreError<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw this.#storeError(error)
    }
  }

  #storeError(error: unknown): Error {
    if (error instanceof StoreAway || error instanceof StoreRefused) return error
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0
    const said = error instanceof Error ? error.message : String(error)
    const Kind = refusals.includes(code) ? StoreRefused : StoreAway
    return new Kind(`${this.#path}: ${said}`, { cause: error })
  }
}
