import type { Mapping } from '@city/domain/profile/mapping.ts'
import { isDomain } from '@city/domain/station/station.ts'
import type { StateDb } from './stateDb.ts'

/** A mapping that was made at the desk. */
export interface DeskMapping extends Mapping {
  /** ms since 1970 UTC */
  createdAt: number
  /** Who made it: the source of its request. */
  createdBy: string
}

// An empty domain: wherever the target exists. A key must not be NULL.
export const mappingTables = `
  CREATE TABLE IF NOT EXISTS mapping (
    kind TEXT NOT NULL, from_name TEXT NOT NULL, domain TEXT NOT NULL, to_name TEXT NOT NULL,
    created_at INTEGER NOT NULL, created_by TEXT NOT NULL, PRIMARY KEY (kind, from_name, domain)
  ) WITHOUT ROWID;
`

/** Mappings made at the desk, in order of kind and name. */
export function readMappings(db: StateDb): DeskMapping[] {
  const rows = db.prepare('SELECT * FROM mapping ORDER BY kind, from_name, domain').all()
  return rows.map((row) => {
    const domain = String(row.domain)
    return {
      kind: String(row.kind) as Mapping['kind'],
      from: String(row.from_name),
      to: String(row.to_name),
      domain: isDomain(domain) ? domain : null,
      createdAt: Number(row.created_at),
      createdBy: String(row.created_by),
    }
  })
}

/** Adds a mapping that was checked. It is on disk when this returns. */
export function saveMapping(
  db: StateDb,
  { kind, from, to, domain, createdAt, createdBy }: DeskMapping,
): void {
  db.prepare(
    'INSERT INTO mapping (kind, from_name, domain, to_name, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(kind, from, domain ?? '', to, createdAt, createdBy)
}

/** Takes a mapping away. @returns whether there was one */
export function removeMapping(db: StateDb, { kind, from, domain }: Omit<Mapping, 'to'>): boolean {
  const removed = db
    .prepare('DELETE FROM mapping WHERE kind = ? AND from_name = ? AND domain = ?')
    .run(kind, from, domain ?? '')
  return removed.changes > 0
}
