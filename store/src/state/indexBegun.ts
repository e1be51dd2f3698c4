import type { StateDb } from './stateDb.ts'

/* When indices of a station were computed for the first time: what had ended before was history when it came. */

export const indexBegunTable = `
  CREATE TABLE IF NOT EXISTS index_begun (station TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
`

/** Remembers the first time, ms since 1970 UTC; later ones change nothing. */
export function markIndexBegun(db: StateDb, station: string, at: number): void {
  db.prepare('INSERT OR IGNORE INTO index_begun VALUES (?, ?)').run(station, at)
}

/** Undefined for a station that has no index yet. */
export function readIndexBegun(db: StateDb, station: string): number | undefined {
  const row = db.prepare('SELECT at FROM index_begun WHERE station = ?').get(station)
  return row ? Number(row.at) : undefined
}
