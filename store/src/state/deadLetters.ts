import { createHash } from 'node:crypto'
import type { Domain } from '@city/domain/station/station.ts'
import { inTransaction, type StateDb } from './stateDb.ts'

/** Something that arrived and was not accepted. The same thing again raises `count` and `lastAt`.
 *  `domain`: that of the MQTT topic it came by; null where no topic named one. `raw`: at most the first 64 KiB of what
 *  came, byte by byte; `size`: its whole length in bytes. Times in ms since 1970 UTC. */
export interface DeadLetterRow {
  id: string
  source: string
  station: string | null
  domain: Domain | null
  scope: string
  reason: string
  detail: string
  firstAt: number
  lastAt: number
  count: number
  size: number
  raw: Uint8Array
}

/** A letter to keep; text is kept as UTF-8. `size` where more came than `raw` holds. */
export interface NewDeadLetter {
  source: string
  station: string | null
  domain?: Domain | null
  scope: string
  reason: string
  detail: string
  raw: string | Uint8Array
  at: number
  size?: number
  /** The first is kept, others that differ only in their content raise its count. */
  once?: boolean
}

export const deadLetterTables = `
  CREATE TABLE IF NOT EXISTS dead_letter (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, station TEXT, domain TEXT, scope TEXT NOT NULL, reason TEXT NOT NULL,
    detail TEXT NOT NULL, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, count INTEGER NOT NULL,
    size INTEGER NOT NULL, raw BLOB NOT NULL, kept INTEGER GENERATED ALWAYS AS (length(raw)) VIRTUAL
  );
  CREATE INDEX IF NOT EXISTS dead_letter_last ON dead_letter (last_at, id, kept, source);
  CREATE INDEX IF NOT EXISTS dead_letter_reason ON dead_letter (reason, last_at, id, source, count, first_at);
  CREATE INDEX IF NOT EXISTS dead_letter_station ON dead_letter (station, last_at, id);
  CREATE TABLE IF NOT EXISTS dead_letter_trimmed (
    why TEXT PRIMARY KEY, letters INTEGER NOT NULL, last_at INTEGER NOT NULL
  ) WITHOUT ROWID;
`

/** Brings letters of an earlier version, whose content was text, into today's table. Before `deadLetterTables`. */
export function migrateDeadLetters(db: StateDb): void {
  if (!isEarlier(db)) return
  inTransaction(db, () => {
    // Another process may have been faster.
    if (!isEarlier(db)) return
    const columns = 'id, source, station, scope, reason, detail, first_at, last_at, count, size'
    db.exec(`ALTER TABLE dead_letter RENAME TO dead_letter_of_text; DROP INDEX IF EXISTS dead_letter_last`)
    db.exec(deadLetterTables)
    db.exec(`INSERT INTO dead_letter (${columns}, raw) SELECT ${columns}, CAST(raw AS BLOB) FROM dead_letter_of_text;
             DROP TABLE dead_letter_of_text`)
  })
}

function isEarlier(db: StateDb): boolean {
  const columns = db.prepare(`SELECT name FROM pragma_table_info('dead_letter')`).all()
  return columns.length > 0 && !columns.some(({ name }) => name === 'domain')
}

const rawLimit = 64 * 1024
const detailLimit = 1000
const stationLimit = 1000

/** Keeps a dead letter; call inside the transaction of its group.
 *  @returns bytes that it takes, or undefined when it is the same as one that is kept already */
export function deadLetterWriter(db: StateDb): (letter: NewDeadLetter) => number | undefined {
  const again = db.prepare('UPDATE dead_letter SET count = count + 1, last_at = max(last_at, ?) WHERE id = ?')
  // No bytes at all are bound as NULL.
  const insert = db.prepare(
    `INSERT INTO dead_letter (id, source, station, domain, scope, reason, detail, first_at, last_at, count, size, raw)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, coalesce(?, x''))`,
  )
  return (letter) => {
    const { source, scope, reason, at, domain = null } = letter
    const whole = typeof letter.raw === 'string' ? Buffer.from(letter.raw) : letter.raw
    const id = createHash('sha256')
      .update(
        JSON.stringify([source, letter.station, scope, reason, letter.detail, ...(domain ? [domain] : [])]),
      )
      .update(letter.once ? '' : whole)
      .digest('hex')
      .slice(0, 24)
    if (again.run(at, id).changes > 0) return undefined
    const raw = whole.subarray(0, rawLimit)
    const size = letter.size ?? whole.length
    const station = letter.station === null ? null : shown(letter.station, stationLimit)
    const detail = shown(letter.detail, detailLimit)
    insert.run(id, source, station, domain, scope, reason, detail, at, at, size, raw)
    return raw.length
  }
}

/** Text that reads back as it was written: SQLite's text ends at a NUL, so its picture stands in its place. */
function shown(text: string, limit: number): string {
  return text.slice(0, limit).replaceAll('\0', '␀')
}

/** One dead letter by id. */
export function readDeadLetter(db: StateDb, id: string): DeadLetterRow | undefined {
  return deadLetterReader(db)(id)
}

/** The same for many. */
export function deadLetterReader(db: StateDb): (id: string) => DeadLetterRow | undefined {
  const read = db.prepare('SELECT * FROM dead_letter WHERE id = ?')
  return (id) => {
    const row = read.get(id)
    return row && letterOfRow(row)
  }
}

/** Takes letters away, after their content has been accepted. */
export function removeDeadLetters(db: StateDb, ids: readonly string[]): void {
  if (ids.length === 0) return
  const remove = db.prepare('DELETE FROM dead_letter WHERE id = ?')
  inTransaction(db, () => {
    for (const id of ids) remove.run(id)
  })
}

/** A letter from a row of its table. */
export function letterOfRow(row: Record<string, unknown>): DeadLetterRow {
  return {
    id: String(row.id),
    source: String(row.source),
    station: row.station === null ? null : String(row.station),
    domain: row.domain === null ? null : (String(row.domain) as Domain),
    scope: String(row.scope),
    reason: String(row.reason),
    detail: String(row.detail),
    firstAt: Number(row.first_at),
    lastAt: Number(row.last_at),
    count: Number(row.count),
    size: Number(row.size),
    raw: row.raw instanceof Uint8Array ? row.raw : Buffer.from(String(row.raw)),
  }
}
