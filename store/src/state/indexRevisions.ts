import { inTransaction, type StateDb } from './stateDb.ts'

/** Which index of a station. */
export type IndexKind = 'vn_aqi_hour' | 'vn_aqi_day' | 'vn_wqi_hour' | 'vn_wqi_day'

/** An index that changed after it had been written. `time`: start of its hour or day, `at`: of the change, both ms since
 *  1970 UTC. A value is null where the hour or day had no index. */
export interface IndexChange {
  station: string
  kind: IndexKind
  time: number
  was: number | null
  value: number | null
  at: number
}

export const indexRevisionTables = `
  CREATE TABLE IF NOT EXISTS index_revision (
    id INTEGER PRIMARY KEY, station TEXT NOT NULL, kind TEXT NOT NULL, time INTEGER NOT NULL,
    was INTEGER, value INTEGER, at INTEGER NOT NULL
  );
  CREATE INDEX IF NOT EXISTS index_revision_of ON index_revision (station, kind, time, id);
`

/** Keeps changes, durable when it returns. Call before the new values are written: after a crash in between the same change
 *  comes again, and of two that are the same the first stays. @throws Error when the database cannot be written */
export function keepIndexChanges(db: StateDb, changes: readonly IndexChange[]): void {
  if (changes.length === 0) return
  const newest = db.prepare(
    'SELECT was, value FROM index_revision WHERE station = ? AND kind = ? AND time = ? ORDER BY id DESC LIMIT 1',
  )
  const insert = db.prepare(
    'INSERT INTO index_revision (station, kind, time, was, value, at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  inTransaction(db, () => {
    for (const { station, kind, time, was, value, at } of changes) {
      const known = newest.get(station, kind, time)
      if (known && known.was === was && known.value === value) continue
      insert.run(station, kind, time, was, value, at)
    }
  })
}

/** The last change of each hour or day in [from, to) that has one, by its time. */
export function readIndexChanges(
  db: StateDb,
  { station, kind, from, to }: { station: string; kind: IndexKind; from: number; to: number },
): Map<number, IndexChange> {
  const rows = db
    .prepare(
      `SELECT time, was, value, at FROM index_revision
       WHERE station = ? AND kind = ? AND time >= ? AND time < ? ORDER BY time, id`,
    )
    .all(station, kind, from, to)
  return new Map(
    rows.map((row) => {
      const change = {
        station,
        kind,
        time: Number(row.time),
        was: numberOf(row.was),
        value: numberOf(row.value),
      }
      return [change.time, { ...change, at: Number(row.at) }]
    }),
  )
}

function numberOf(value: unknown): number | null {
  return value === null ? null : Number(value)
}
