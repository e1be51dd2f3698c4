import type { Flag } from '@city/domain/quality/flag.ts'
import type { StateDb } from './stateDb.ts'

/** A value of the series that a later arrival replaced. `time`: of the observation, `at`: of the correction, both ms since
 *  1970 UTC. A value is null where there was none or none is left. */
export interface Revision {
  station: string
  time: number
  parameter: string
  oldValue: number | null
  newValue: number | null
  oldFlag: Flag
  newFlag: Flag
  source: string
  at: number
}

export const revisionTables = `
  CREATE TABLE IF NOT EXISTS revision (
    id INTEGER PRIMARY KEY, station TEXT NOT NULL, time INTEGER NOT NULL, parameter TEXT NOT NULL,
    old_value REAL, new_value REAL, old_flag INTEGER NOT NULL, new_flag INTEGER NOT NULL,
    source TEXT NOT NULL, at INTEGER NOT NULL
  );
  CREATE INDEX IF NOT EXISTS revision_at ON revision (at, id);
  CREATE INDEX IF NOT EXISTS revision_station ON revision (station, at, id);
`

/** Keeps a revision. Call inside the transaction that books the correction. */
export function revisionWriter(db: StateDb): (revision: Revision) => void {
  const insert = db.prepare(
    `INSERT INTO revision (station, time, parameter, old_value, new_value, old_flag, new_flag, source, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return ({ station, time, parameter, oldValue, newValue, oldFlag, newFlag, source, at }) =>
    void insert.run(station, time, parameter, oldValue, newValue, oldFlag, newFlag, source, at)
}

/** Revisions, newest correction first. `from` (inclusive) and `to` (exclusive): time of the observation.
 *  `before`: the last row of the page before this one. @throws Error when the database cannot be read */
export function readRevisions(
  db: StateDb,
  page: { station?: string; from?: number; to?: number; limit: number; before?: { at: number; id: number } },
): (Revision & { id: number })[] {
  const before = page.before ?? { at: Number.MAX_SAFE_INTEGER, id: 0 }
  const [station, named] = page.station === undefined ? ['', []] : ['AND station = ?', [page.station]]
  const rows = db
    .prepare(
      `SELECT * FROM revision WHERE (at, id) < (?, ?) AND time >= ? AND time < ? ${station}
       ORDER BY at DESC, id DESC LIMIT ?`,
    )
    .all(
      before.at,
      before.id,
      page.from ?? Number.MIN_SAFE_INTEGER,
      page.to ?? Number.MAX_SAFE_INTEGER,
      ...named,
      page.limit,
    )
  return rows.map((row) => ({
    id: Number(row.id),
    station: String(row.station),
    time: Number(row.time),
    parameter: String(row.parameter),
    oldValue: row.old_value === null ? null : Number(row.old_value),
    newValue: row.new_value === null ? null : Number(row.new_value),
    oldFlag: Number(row.old_flag) as Flag,
    newFlag: Number(row.new_flag) as Flag,
    source: String(row.source),
    at: Number(row.at),
  }))
}
