import type { FieldType } from '@city/domain/series/measurements.ts'
import { measurements } from '@city/domain/series/measurements.ts'
import type { DatabaseSync } from 'node:sqlite'

const columnTypes: Readonly<Record<FieldType, string>> = { float: 'REAL', integer: 'INTEGER', string: 'TEXT' }

/** A declared name as SQL identifier. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Name of the table that holds the points of a measurement; the prefix keeps it apart from `series`. */
export function tableOf(measurement: string): string {
  return quoted(`points_${measurement}`)
}

/** Makes every declared measurement storable: a table each, a column for each field, in one transaction.
 *  A declaration that grew since the file was made gets its new columns; nothing is ever dropped. */
export function createSchema(db: DatabaseSync): void {
  db.exec('BEGIN IMMEDIATE')
  try {
    db.exec(`CREATE TABLE IF NOT EXISTS series (
      id INTEGER PRIMARY KEY, measurement TEXT NOT NULL, tags TEXT NOT NULL, UNIQUE (measurement, tags)) STRICT`)
    for (const [measurement, { fields }] of Object.entries(measurements)) {
      const columns = Object.entries(fields).map(([field, type]) => `${quoted(field)} ${columnTypes[type]}`)
      db.exec(`CREATE TABLE IF NOT EXISTS ${tableOf(measurement)} (
        series INTEGER NOT NULL, time INTEGER NOT NULL, ${columns.join(', ')}, PRIMARY KEY (series, time)
      ) STRICT, WITHOUT ROWID`)
      const existing = columnsOf(db, measurement)
      for (const [field, type] of Object.entries(fields)) {
        if (existing.has(field)) continue
        db.exec(`ALTER TABLE ${tableOf(measurement)} ADD COLUMN ${quoted(field)} ${columnTypes[type]}`)
      }
    }
    db.exec('COMMIT')
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

/** Fields that the file has a column for; none when the table does not exist (an older file, read before it grew). */
export function columnsOf(db: DatabaseSync, measurement: string): ReadonlySet<string> {
  const rows = db.prepare(`SELECT name FROM pragma_table_info(?)`).all(`points_${measurement}`)
  return new Set(rows.map(({ name }) => String(name)))
}

/** How the tags of a series are written in the table `series`: JSON, names in order. */
export function tagsText(tags: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(tags).toSorted(([a], [b]) => (a < b ? -1 : 1))))
}
