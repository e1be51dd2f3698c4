import { BySeries } from './bySeries.ts'
import { hasNames } from './packedPoints.ts'
import { PointStatements } from './pointStatements.ts'
import { tagsText } from './sqliteSchema.ts'
import type { PackedPoints, SeriesPoint } from '@city/domain/series/seriesStore.ts'
import type { DatabaseSync, StatementSync } from 'node:sqlite'

/** Kinds of statements kept: one per combination of fields that is in use. */
const maxStatements = 500

/** Writes checked points, one transaction per call; a committed transaction is on disk. */
export class SqliteWriter {
  readonly #db: DatabaseSync
  readonly #findSeries: StatementSync
  readonly #addSeries: StatementSync
  readonly #seriesIds = new BySeries<number>()
  readonly #statements = new Map<string, PointStatements>()
  /** Of each measurement the statements used last: points of one kind come in rows. */
  readonly #last = new Map<string, PointStatements>()

  constructor(db: DatabaseSync) {
    this.#db = db
    this.#findSeries = db.prepare('SELECT id FROM series WHERE measurement = ? AND tags = ?')
    this.#addSeries = db.prepare('INSERT INTO series (measurement, tags) VALUES (?, ?) RETURNING id')
  }

  /** Stores all points or none; throws what SQLite throws. */
  writeAll(points: readonly SeriesPoint[]): void {
    const idOf = (point: SeriesPoint): number => this.#seriesIdOf(point)
    this.#inTransaction(() => {
      let statements: PointStatements | undefined
      let values: (number | string)[] = []
      for (const point of points) {
        const next = this.#statementsFor(point)
        if (next !== statements || values.length === next.most) {
          statements?.put(values)
          statements = next
          values = []
        }
        values.push(this.#seriesIds.of(point, idOf), point.time)
        for (const field in point.fields) values.push(point.fields[field]!)
      }
      statements?.put(values)
    })
  }

  /** The same of packed points. */
  writePacked(packed: readonly PackedPoints[]): void {
    this.#inTransaction(() => packed.forEach((one) => this.#putPacked(one)))
  }

  #putPacked({ runs, numbers, texts }: PackedPoints): void {
    let at = 0
    for (const { measurement, tags, names, isText, count } of runs) {
      const point = { measurement, tags, time: 0, fields: {} }
      const id = this.#seriesIds.of(point, () => this.#seriesIdOf(point))
      const statements = this.#findStatements(measurement, names)
      let values: (number | string)[] = []
      for (let row = 0; row < count; row++) {
        if (values.length === statements.most) {
          statements.put(values)
          values = []
        }
        values.push(id, numbers[at++]!)
        for (let field = 0; field < names.length; field++) {
          const number = numbers[at++]!
          values.push(isText[field] ? texts[number]! : number)
        }
      }
      statements.put(values)
    }
  }

  #inTransaction(work: () => void): void {
    this.#db.exec('BEGIN IMMEDIATE')
    try {
      work()
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

  #statementsFor({ measurement, fields }: SeriesPoint): PointStatements {
    const last = this.#last.get(measurement)
    if (last && hasNames(fields, last.names)) return last
    const statements = this.#findStatements(measurement, Object.keys(fields))
    this.#last.set(measurement, statements)
    return statements
  }

  #findStatements(measurement: string, names: readonly string[]): PointStatements {
    const key = `${measurement} ${names.join(' ')}`
    const known = this.#statements.get(key)
    if (known) return known
    if (this.#statements.size >= maxStatements) this.#statements.clear()
    const statements = new PointStatements(this.#db, measurement, names)
    this.#statements.set(key, statements)
    return statements
  }
}
