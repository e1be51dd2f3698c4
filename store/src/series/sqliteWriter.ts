import { BySeries } from './bySeries.ts'
import { quoted, tableOf, tagsText } from './sqliteSchema.ts'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import type { DatabaseSync, StatementSync } from 'node:sqlite'

/** Prepared statements kept: one per combination of fields that is in use. */
const maxStatements = 500

/** Writes checked points, one transaction per call; a committed transaction is on disk. */
export class SqliteWriter {
  readonly #db: DatabaseSync
  readonly #findSeries: StatementSync
  readonly #addSeries: StatementSync
  readonly #seriesIds = new BySeries<number>()
  readonly #statements = new Map<string, StatementSync>()
  /** Of each measurement the statement used last: points of one kind come in rows. */
  readonly #last = new Map<string, { names: readonly string[]; statement: StatementSync }>()

  constructor(db: DatabaseSync) {
    this.#db = db
    this.#findSeries = db.prepare('SELECT id FROM series WHERE measurement = ? AND tags = ?')
    this.#addSeries = db.prepare('INSERT INTO series (measurement, tags) VALUES (?, ?) RETURNING id')
  }

  /** Stores all points or none; throws what SQLite throws. */
  writeAll(points: readonly SeriesPoint[]): void {
    const idOf = (point: SeriesPoint): number => this.#seriesIdOf(point)
    this.#db.exec('BEGIN IMMEDIATE')
    try {
      for (const point of points) {
        const values: (number | string)[] = [this.#seriesIds.of(point, idOf), point.time]
        for (const field in point.fields) values.push(point.fields[field]!)
        this.#statementFor(point).run(...values)
      }
      this.#db.exec('COMMIT')
    } catch (error) {
      // A series that was added in here is gone again with the transaction.
      this.#seriesIds.clear()
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
      throw error
    }
  }

  #seriesIdOf({ measurement, tags }: SeriesPoint): number {
    const text = tagsText(tags)
    const row = this.#findSeries.get(measurement, text) ?? this.#addSeries.get(measurement, text)
    return Number(row?.['id'])
  }

  /** Replaces only the fields of the point: other fields of the same series and time stay, as in InfluxDB. */
  #statementFor({ measurement, fields }: SeriesPoint): StatementSync {
    const last = this.#last.get(measurement)
    if (last && hasNames(fields, last.names)) return last.statement
    const statement = this.#findStatement(measurement, fields)
    this.#last.set(measurement, { names: Object.keys(fields), statement })
    return statement
  }

  #findStatement(measurement: string, fields: SeriesPoint['fields']): StatementSync {
    const names = Object.keys(fields)
    const key = `${measurement} ${names.join(' ')}`
    const known = this.#statements.get(key)
    if (known) return known
    const columns = names.map(quoted)
    const statement = this.#db.prepare(
      `INSERT INTO ${tableOf(measurement)} (series, time, ${columns.join(', ')})
       VALUES (?, ?${', ?'.repeat(columns.length)})
       ON CONFLICT DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    )
    if (this.#statements.size >= maxStatements) this.#statements.clear()
    this.#statements.set(key, statement)
    return statement
  }
}

/** Whether the fields are these names in this order. */
function hasNames(fields: SeriesPoint['fields'], names: readonly string[]): boolean {
  let at = 0
  for (const field in fields) if (field !== names[at++]) return false
  return at === names.length
}
