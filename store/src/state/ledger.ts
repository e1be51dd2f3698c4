import type { StateDb } from './stateDb.ts'

/** What became of the readings of one source and station that arrived in one hour (UTC, by arrival).
 *  received = stored + duplicate + rejected + waiting. `waiting`: durable in the journal, on their way to the series. */
export interface LedgerRow {
  source: string
  station: string
  hour: number
  received: number
  stored: number
  duplicate: number
  rejected: number
  waiting: number
}

export const ledgerTables = `
  CREATE TABLE IF NOT EXISTS ledger (
    source TEXT NOT NULL, station TEXT NOT NULL, hour INTEGER NOT NULL,
    received INTEGER NOT NULL, stored INTEGER NOT NULL, duplicate INTEGER NOT NULL, rejected INTEGER NOT NULL,
    waiting INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (hour, source, station)
  ) WITHOUT ROWID;
`

/** Brings a ledger of an earlier version, which had no waiting, to the present form. */
export function migrateLedger(db: StateDb): void {
  const columns = db.prepare(`SELECT name FROM pragma_table_info('ledger')`).all()
  if (columns.some(({ name }) => name === 'waiting')) return
  db.exec('ALTER TABLE ledger ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0')
}

/** Adds counts to their row; a count may be negative where readings go from waiting to stored.
 *  Call inside the transaction that makes the group durable. */
export function ledgerWriter(db: StateDb): (row: LedgerRow) => void {
  const add = db.prepare(
    `INSERT INTO ledger (source, station, hour, received, stored, duplicate, rejected, waiting)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (hour, source, station) DO UPDATE SET received = received + excluded.received,
       stored = stored + excluded.stored, duplicate = duplicate + excluded.duplicate,
       rejected = rejected + excluded.rejected, waiting = waiting + excluded.waiting`,
  )
  return (row) =>
    add.run(
      row.source,
      row.station,
      row.hour,
      row.received,
      row.stored,
      row.duplicate,
      row.rejected,
      row.waiting,
    )
}

/** Ledger rows of the hours in [from, to), ms since 1970 UTC, newest hour first. */
export function readLedger(db: StateDb, from: number, to: number): LedgerRow[] {
  const rows = db
    .prepare('SELECT * FROM ledger WHERE hour >= ? AND hour < ? ORDER BY hour DESC, source, station')
    .all(from, to)
  return rows.map((row) => ({
    source: String(row.source),
    station: String(row.station),
    hour: Number(row.hour),
    received: Number(row.received),
    stored: Number(row.stored),
    duplicate: Number(row.duplicate),
    rejected: Number(row.rejected),
    waiting: Number(row.waiting),
  }))
}

/** received − stored − duplicate − rejected − waiting: 0 unless something was lost or counted twice. */
export function missingIn(row: Omit<LedgerRow, 'source' | 'station' | 'hour'>): number {
  return row.received - row.stored - row.duplicate - row.rejected - row.waiting
}
