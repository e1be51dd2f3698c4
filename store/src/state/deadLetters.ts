import { createHash } from 'node:crypto'
import type { StateDb } from './stateDb.ts'

/** Something that arrived and was not accepted. The same thing again raises `count` and `lastAt`.
 *  `raw` holds at most the first 64 KiB of what came; `size` is its whole length in bytes. Times in ms since 1970 UTC. */
export interface DeadLetterRow {
  id: string
  source: string
  station: string | null
  scope: string
  reason: string
  detail: string
  firstAt: number
  lastAt: number
  count: number
  size: number
  raw: string
}

export type NewDeadLetter = Omit<DeadLetterRow, 'id' | 'firstAt' | 'lastAt' | 'count' | 'size'> & {
  at: number
  size?: number
}

export const deadLetterTables = `
  CREATE TABLE IF NOT EXISTS dead_letter (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, station TEXT, scope TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL,
    first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, count INTEGER NOT NULL, size INTEGER NOT NULL, raw TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS dead_letter_last ON dead_letter (last_at, id);
`

const rawLimit = 64 * 1024
/** Letters kept before the oldest go; 64 KiB each at most, mostly a few hundred bytes. */
const lettersKept = 100_000

/** Keeps a dead letter; call inside the transaction of its group. */
export function deadLetterWriter(db: StateDb): (letter: NewDeadLetter) => void {
  const insert = db.prepare(
    `INSERT INTO dead_letter (id, source, station, scope, reason, detail, first_at, last_at, count, size, raw)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
     ON CONFLICT (id) DO UPDATE SET count = count + 1, last_at = max(last_at, excluded.last_at)`,
  )
  return (letter) => {
    const id = createHash('sha256')
      .update(JSON.stringify([letter.source, letter.station, letter.scope, letter.reason, letter.detail]))
      .update(letter.raw)
      .digest('hex')
      .slice(0, 24)
    const raw = Buffer.from(letter.raw.slice(0, rawLimit)).subarray(0, rawLimit).toString('utf8')
    const size = letter.size ?? Buffer.byteLength(letter.raw)
    const { source, station, scope, reason, at } = letter
    insert.run(id, source, station, scope, reason, letter.detail.slice(0, 1000), at, at, size, raw)
  }
}

/** Removes the oldest letters beyond what is kept. */
export function trimDeadLetters(db: StateDb): void {
  db.prepare(
    `DELETE FROM dead_letter WHERE id IN (SELECT id FROM dead_letter ORDER BY last_at DESC, id DESC LIMIT -1 OFFSET ?)`,
  ).run(lettersKept)
}

/** Dead letters, newest first. `before`: the last row of the page before this one. */
export function readDeadLetters(
  db: StateDb,
  page: { limit: number; before?: { lastAt: number; id: string }; reason?: string; source?: string },
): DeadLetterRow[] {
  const { lastAt, id } = page.before ?? { lastAt: Number.MAX_SAFE_INTEGER, id: '' }
  const rows = db
    .prepare(
      `SELECT * FROM dead_letter WHERE (last_at, id) < (?, ?)
         AND (? IS NULL OR reason = ?) AND (? IS NULL OR source = ?)
       ORDER BY last_at DESC, id DESC LIMIT ?`,
    )
    .all(
      lastAt,
      id,
      page.reason ?? null,
      page.reason ?? null,
      page.source ?? null,
      page.source ?? null,
      page.limit,
    )
  return rows.map(toLetter)
}

/** One dead letter by id. */
export function readDeadLetter(db: StateDb, id: string): DeadLetterRow | undefined {
  const row = db.prepare('SELECT * FROM dead_letter WHERE id = ?').get(id)
  return row && toLetter(row)
}

/** Takes a letter away, after its content has been accepted. */
export function removeDeadLetter(db: StateDb, id: string): void {
  db.prepare('DELETE FROM dead_letter WHERE id = ?').run(id)
}

function toLetter(row: Record<string, unknown>): DeadLetterRow {
  return {
    id: String(row.id),
    source: String(row.source),
    station: row.station === null ? null : String(row.station),
    scope: String(row.scope),
    reason: String(row.reason),
    detail: String(row.detail),
    firstAt: Number(row.first_at),
    lastAt: Number(row.last_at),
    count: Number(row.count),
    size: Number(row.size),
    raw: String(row.raw),
  }
}
