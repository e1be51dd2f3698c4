import { quoted, tableOf } from './sqliteSchema.ts'
import type { DatabaseSync, StatementSync } from 'node:sqlite'

/** Points that one statement puts in where so many with the same fields follow each other: the way into SQLite and back
 *  costs a quarter of a point (24 points 2.8 µs each, one at a time 3.9). */
const rowsAtOnce = 24
/** Most values of one statement; SQLite takes 32,766. */
const mostValues = 2_000
/** A statement of so many points takes some hundred kilobytes for as long as the database is open: only kinds of points that
 *  come again and again get one, and only so many kinds. */
const fillsBefore = 4
const mostKinds = 16

/** How many kinds of points of a database have a statement of many points. */
export interface ManyStatements {
  kinds: number
}

/** Puts points of one measurement that have the same fields into its table: in a point that is there the fields are
 *  replaced and others stay, as in InfluxDB. */
export class PointStatements {
  readonly names: readonly string[]
  /** Values that are put in at once at most: of each point its series, its time, then its fields. */
  readonly most: number
  readonly #sqlOf: (rows: number) => string
  readonly #db: DatabaseSync
  readonly #one: StatementSync
  readonly #held: ManyStatements
  #fills = 0
  #many: StatementSync | undefined

  constructor(db: DatabaseSync, measurement: string, names: readonly string[], held: ManyStatements) {
    const columns = names.map(quoted)
    const row = `(?, ?${', ?'.repeat(columns.length)})`
    this.names = names
    this.most =
      (names.length + 2) * Math.max(1, Math.min(rowsAtOnce, Math.floor(mostValues / (names.length + 2))))
    this.#sqlOf = (rows) =>
      `INSERT INTO ${tableOf(measurement)} (series, time, ${columns.join(', ')})
       VALUES ${Array.from({ length: rows }, () => row).join(', ')}
       ON CONFLICT DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`
    this.#db = db
    this.#held = held
    this.#one = db.prepare(this.#sqlOf(1))
  }

  /** @param values of whole points, one after the other, at most `most` */
  put(values: (number | string)[]): void {
    const width = this.names.length + 2
    if (values.length === this.most && this.most > width) {
      const many = this.#statementOfMany(this.most / width)
      if (many) return void many.run(...values)
    }
    for (let at = 0; at < values.length; at += width) this.#one.run(...values.slice(at, at + width))
  }

  #statementOfMany(rows: number): StatementSync | undefined {
    if (this.#many || ++this.#fills < fillsBefore || this.#held.kinds >= mostKinds) return this.#many
    this.#held.kinds++
    return (this.#many = this.#db.prepare(this.#sqlOf(rows)))
  }
}
