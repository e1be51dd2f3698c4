import { quoted, tableOf } from './sqliteSchema.ts'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import { declarationOf } from './declared.ts'
import type { DatabaseSync, StatementSync } from 'node:sqlite'

/** Puts points of one measurement with whatever fields: a fifth as fast as a statement for exactly these fields, but one for all
 *  kinds of points. Rare kinds are many, and what SQLite keeps of a statement is freed long after it is dropped. */
export class AnyPointStatement {
  readonly #fields: readonly string[]
  readonly #statement: StatementSync

  constructor(db: DatabaseSync, measurement: string) {
    this.#fields = Object.keys(declarationOf(measurement).fields)
    const columns = this.#fields.map(quoted)
    this.#statement = db.prepare(
      `INSERT INTO ${tableOf(measurement)} (series, time, ${columns.join(', ')})
       VALUES (?, ?${', ?'.repeat(columns.length)})
       ON CONFLICT DO UPDATE SET ${columns.map((column) => `${column} = coalesce(excluded.${column}, ${column})`).join(', ')}`,
    )
  }

  put(series: number, time: number, fields: SeriesPoint['fields']): void {
    this.#statement.run(series, time, ...this.#fields.map((field) => fields[field] ?? null))
  }
}
