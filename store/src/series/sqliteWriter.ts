import { AnyPointStatement } from './anyPointStatement.ts'
import { BySeries } from './bySeries.ts'
import { hasNames } from './packedPoints.ts'
import { PointStatements, type ManyStatements } from './pointStatements.ts'
import { tagsText } from './sqliteSchema.ts'
import type { PackedPoints, SeriesPoint } from '@city/domain/series/seriesStore.ts'
import type { DatabaseSync, StatementSync } from 'node:sqlite'

/** Combinations of fields that have statements of their own, for good: those that came so often first. */
const mostKinds = 64
const pointsBefore = 8
/** Combinations that are counted at once; what comes rarely is counted anew. */
const mostCounted = 5000

/** Writes checked points, one transaction per call; a committed transaction is on disk. */
export class SqliteWriter {
  readonly #db: DatabaseSync
  readonly #findSeries: StatementSync
  readonly #addSeries: StatementSync
  readonly #seriesIds = new BySeries<number>()
  readonly #many: ManyStatements = { kinds: 0 }
  readonly #statements = new Map<string, PointStatements>()
  readonly #seen = new Map<string, number>()
  readonly #any = new Map<string, AnyPointStatement>()
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
        if (next !== statements || values.length === next?.most) {
          statements?.put(values)
          statements = next
          values = []
        }
        const id = this.#seriesIds.of(point, idOf)
        if (!next) {
          this.#anyOf(point.measurement).put(id, point.time, point.fields)
          continue
        }
        values.push(id, point.time)
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
    const valueOf = (isText: boolean, number: number) => (isText ? texts[number]! : number)
    for (const { measurement, tags, names, isText, count } of runs) {
      const point = { measurement, tags, time: 0, fields: {} }
      const id = this.#seriesIds.of(point, () => this.#seriesIdOf(point))
      const statements = this.#findStatements(measurement, names, count)
      if (!statements) {
        for (let row = 0; row < count; row++) {
          const time = numbers[at++]!
          const own = names.map((name, field) => [name, valueOf(isText[field]!, numbers[at + field]!)])
          at += names.length
          this.#anyOf(measurement).put(id, time, Object.fromEntries(own))
        }
        continue
      }
      let values: (number | string)[] = []
      for (let row = 0; row < count; row++) {
        if (values.length === statements.most) {
          statements.put(values)
          values = []
        }
        values.push(id, numbers[at++]!)
        for (let field = 0; field < names.length; field++)
          values.push(valueOf(isText[field]!, numbers[at++]!))
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

  #statementsFor({ measurement, fields }: SeriesPoint): PointStatements | undefined {
    const last = this.#last.get(measurement)
    if (last && hasNames(fields, last.names)) return last
    const statements = this.#findStatements(measurement, Object.keys(fields), 1)
    if (statements) this.#last.set(measurement, statements)
    return statements
  }

  #anyOf(measurement: string): AnyPointStatement {
    let any = this.#any.get(measurement)
    if (!any) this.#any.set(measurement, (any = new AnyPointStatement(this.#db, measurement)))
    return any
  }

  /** @returns undefined for what comes rarely */
  #findStatements(
    measurement: string,
    names: readonly string[],
    points: number,
  ): PointStatements | undefined {
    const key = `${measurement} ${names.join(' ')}`
    const known = this.#statements.get(key)
    if (known) return known
    if (this.#statements.size >= mostKinds) return undefined
    const seen = (this.#seen.get(key) ?? 0) + points
    if (seen < pointsBefore) {
      if (this.#seen.size >= mostCounted) this.#seen.clear()
      this.#seen.set(key, seen)
      return undefined
    }
    this.#seen.delete(key)
    const statements = new PointStatements(this.#db, measurement, names, this.#many)
    this.#statements.set(key, statements)
    return statements
  }
}
