import type { Flag } from '@city/domain/quality/flag.ts'
import type { StateDb } from './stateDb.ts'

/** What an analyst decided about the values of a parameter in [from, to). Times in ms since 1970 UTC. A decision is never
 *  deleted: who withdrew it, when and why stands beside it. */
export interface FlagOverride {
  id: number
  station: string
  parameter: string
  from: number
  to: number
  flag: Flag
  reason: string
  by: string
  at: number
  withdrawn: { at: number; by: string; reason: string } | null
}

export const flagOverrideTables = `
  CREATE TABLE IF NOT EXISTS flag_overrides (
    id INTEGER PRIMARY KEY AUTOINCREMENT, station TEXT NOT NULL, parameter TEXT NOT NULL, from_time INTEGER NOT NULL,
    to_time INTEGER NOT NULL, flag INTEGER NOT NULL, reason TEXT NOT NULL, by_whom TEXT NOT NULL, at INTEGER NOT NULL,
    withdrawn_at INTEGER, withdrawn_by TEXT, withdrawn_reason TEXT
  );
  CREATE INDEX IF NOT EXISTS flag_overrides_station ON flag_overrides (station, from_time);
`

/** Keeps a decision. @returns its id; call inside the transaction that marks what it touches */
export function addOverride(db: StateDb, one: Omit<FlagOverride, 'id' | 'withdrawn'>): number {
  const { station, parameter, from, to, flag, reason, by, at } = one
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO flag_overrides (station, parameter, from_time, to_time, flag, reason, by_whom, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(station, parameter, from, to, flag, reason, by, at)
  return Number(lastInsertRowid)
}

/** Withdraws a decision that stands; one that was withdrawn before stays as it is. */
export function withdrawOverride(
  db: StateDb,
  id: number,
  { at, by, reason }: { at: number; by: string; reason: string },
): void {
  db.prepare(
    `UPDATE flag_overrides SET withdrawn_at = ?, withdrawn_by = ?, withdrawn_reason = ?
     WHERE id = ? AND withdrawn_at IS NULL`,
  ).run(at, by, reason, id)
}

export function readOverride(db: StateDb, station: string, id: number): FlagOverride | undefined {
  const row = db.prepare('SELECT * FROM flag_overrides WHERE id = ? AND station = ?').get(id, station)
  return row && overrideOf(row)
}

/** Decisions about values of a station in [from, to), oldest first.
 *  @param standing only those that hold now */
export function readOverrides(
  db: StateDb,
  {
    station,
    parameter,
    from,
    to,
  }: { station: string; parameter?: string | undefined; from: number; to: number },
  standing = false,
): FlagOverride[] {
  const rows = db
    .prepare(
      `SELECT * FROM flag_overrides WHERE station = ? AND from_time < ? AND to_time > ?
       AND (? OR withdrawn_at IS NULL) AND (? IS NULL OR parameter = ?) ORDER BY id`,
    )
    .all(station, to, from, standing ? 0 : 1, parameter ?? null, parameter ?? null)
  return rows.map(overrideOf)
}

function overrideOf(row: Record<string, unknown>): FlagOverride {
  return {
    id: Number(row.id),
    station: String(row.station),
    parameter: String(row.parameter),
    from: Number(row.from_time),
    to: Number(row.to_time),
    flag: Number(row.flag) as Flag,
    reason: String(row.reason),
    by: String(row.by_whom),
    at: Number(row.at),
    withdrawn:
      row.withdrawn_at === null
        ? null
        : {
            at: Number(row.withdrawn_at),
            by: String(row.withdrawn_by),
            reason: String(row.withdrawn_reason),
          },
  }
}
