import type { StateDb } from './stateDb.ts'

export const rollupMarkTable = `
  CREATE TABLE IF NOT EXISTS rollup_mark (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
`

/** What is remembered about rollups as a whole.
 *  `stored_marked`: 1 when every reading that was stored before there were rollups has been marked as touched;
 *  `raw_from`: raw readings that are older than this moment (ms, start of a day of Hanoi) have been removed, or soon are. */
export type RollupMark = 'stored_marked' | 'raw_from'

export function readRollupMark(db: StateDb, name: RollupMark): number | undefined {
  const value = db.prepare('SELECT value FROM rollup_mark WHERE name = ?').get(name)?.value
  return value === undefined ? undefined : Number(value)
}

/** Remembers a mark; it never goes back. */
export function saveRollupMark(db: StateDb, name: RollupMark, value: number): void {
  db.prepare(
    `INSERT INTO rollup_mark (name, value) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)`,
  ).run(name, value)
}

/** Moment before which raw readings have been removed, ms; −Infinity when none were. */
export function rawFrom(db: StateDb): number {
  return readRollupMark(db, 'raw_from') ?? -Infinity
}
