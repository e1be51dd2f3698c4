import type { PostedDisasterLevel } from '@city/domain/api/flood.ts'
import type { StateDb } from './stateDb.ts'

/** A disaster-risk level that was entered as issued. Times in ms since 1970 UTC. */
export interface StoredDisasterLevel {
  id: string
  hazard: PostedDisasterLevel['hazard']
  level: number
  area: string
  bulletin: string
  issuedBy: string
  validFrom: number
  validTo: number
  enteredAt: number
  /** The source that entered it, e.g. `http:1a2b3c4d`. */
  enteredBy: string
  withdrawnAt: number | null
  withdrawnBy: string | null
  withdrawnReason: string | null
}

export const disasterLevelTables = `
  CREATE TABLE IF NOT EXISTS disaster_level (
    id TEXT PRIMARY KEY, hazard TEXT NOT NULL, level INTEGER NOT NULL, area TEXT NOT NULL, bulletin TEXT NOT NULL,
    issued_by TEXT NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL, entered_at INTEGER NOT NULL,
    entered_by TEXT NOT NULL, withdrawn_at INTEGER, withdrawn_by TEXT, withdrawn_reason TEXT
  );
  CREATE INDEX IF NOT EXISTS disaster_level_end ON disaster_level (valid_to);
`

/** Levels whose validity ends after `endsAfter`, withdrawn ones too; the newest validity first.
 *  @throws Error when the database cannot be read */
export function readDisasterLevels(db: StateDb, endsAfter = -Infinity): StoredDisasterLevel[] {
  const after = Number.isFinite(endsAfter) ? endsAfter : 0
  const rows = db
    .prepare(
      'SELECT * FROM disaster_level WHERE valid_to > ? ORDER BY valid_from DESC, entered_at DESC LIMIT 1000',
    )
    .all(after)
  return rows.map(levelOf)
}

export function readDisasterLevel(db: StateDb, id: string): StoredDisasterLevel | undefined {
  const row = db.prepare('SELECT * FROM disaster_level WHERE id = ?').get(id)
  return row && levelOf(row)
}

/** Adds a level. It is on disk when this returns. */
export function saveDisasterLevel(db: StateDb, one: StoredDisasterLevel): void {
  db.prepare(
    `INSERT INTO disaster_level (id, hazard, level, area, bulletin, issued_by, valid_from, valid_to, entered_at, entered_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    ...[one.id, one.hazard, one.level, one.area, one.bulletin, one.issuedBy],
    ...[one.validFrom, one.validTo, one.enteredAt, one.enteredBy],
  )
}

/** Withdraws a level; it is kept. @returns whether it held until now */
export function withdrawDisasterLevel(
  db: StateDb,
  id: string,
  { at, by, reason }: { at: number; by: string; reason: string | null },
): boolean {
  const changed = db
    .prepare(
      `UPDATE disaster_level SET withdrawn_at = ?, withdrawn_by = ?, withdrawn_reason = ?
       WHERE id = ? AND withdrawn_at IS NULL`,
    )
    .run(at, by, reason, id)
  return changed.changes > 0
}

function levelOf(row: Record<string, unknown>): StoredDisasterLevel {
  const orNull = (value: unknown): string | null => (value === null ? null : String(value))
  return {
    id: String(row.id),
    hazard: String(row.hazard) as StoredDisasterLevel['hazard'],
    level: Number(row.level),
    area: String(row.area),
    bulletin: String(row.bulletin),
    issuedBy: String(row.issued_by),
    validFrom: Number(row.valid_from),
    validTo: Number(row.valid_to),
    enteredAt: Number(row.entered_at),
    enteredBy: String(row.entered_by),
    withdrawnAt: row.withdrawn_at === null ? null : Number(row.withdrawn_at),
    withdrawnBy: orNull(row.withdrawn_by),
    withdrawnReason: orNull(row.withdrawn_reason),
  }
}
