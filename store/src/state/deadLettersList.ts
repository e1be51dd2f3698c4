import { letterOfRow, type DeadLetterRow } from './deadLetters.ts'
import type { TrimCause } from './deadLettersTrim.ts'
import type { StateDb } from './stateDb.ts'

/** Which letters; what is absent does not matter. `from`, `to`: when it came last, ms since 1970 UTC, `to` excluded. */
export interface DeadLetterFilter {
  reason?: string | undefined
  source?: string | undefined
  station?: string | undefined
  from?: number | undefined
  to?: number | undefined
}

/** Where a page ended. */
export interface DeadLetterPlace {
  lastAt: number
  id: string
}

/** Dead letters, newest first. `before`: the last row of the page before this one. */
export function readDeadLetters(
  db: StateDb,
  page: DeadLetterFilter & { limit: number; before?: DeadLetterPlace },
): DeadLetterRow[] {
  const { text, values } = conditionsOf(page)
  const { lastAt, id } = page.before ?? { lastAt: Number.MAX_SAFE_INTEGER, id: '' }
  return db
    .prepare(
      `SELECT * FROM dead_letter WHERE (last_at, id) < (?, ?)${text} ORDER BY last_at DESC, id DESC LIMIT ?`,
    )
    .all(lastAt, id, ...values, page.limit)
    .map(letterOfRow)
}

/** Places of letters with the bytes of each, oldest first, after `after`. */
export function readDeadLetterPlaces(
  db: StateDb,
  page: DeadLetterFilter & { limit: number; after: DeadLetterPlace | undefined },
): (DeadLetterPlace & { kept: number })[] {
  const { text, values } = conditionsOf(page)
  const { lastAt, id } = page.after ?? { lastAt: -1, id: '' }
  return db
    .prepare(
      `SELECT last_at, id, kept FROM dead_letter WHERE (last_at, id) > (?, ?)${text} ORDER BY last_at, id LIMIT ?`,
    )
    .all(lastAt, id, ...values, page.limit)
    .map((row) => ({ lastAt: Number(row.last_at), id: String(row.id), kept: Number(row.kept) }))
}

/** How many letters there are. */
export function countDeadLetters(db: StateDb, filter: DeadLetterFilter): number {
  const { text, values } = conditionsOf(filter)
  const row = db.prepare(`SELECT count(*) AS letters FROM dead_letter WHERE 1${text}`).get(...values)
  return Number(row?.letters)
}

/** What is rejected most, and what was let go. `letters`: different ones; `count`: how often they came together. */
export interface DeadLetterSummary {
  total: number
  /** ms since 1970 UTC; null when there is none */
  oldestAt: number | null
  by: {
    reason: string
    source: string
    letters: number
    count: number
    firstAt: number
    lastAt: number
  }[]
  trimmed: { why: TrimCause; letters: number; lastAt: number }[]
}

/** Letters by reason and source, most letters first. */
export function summariseDeadLetters(db: StateDb, filter: DeadLetterFilter = {}): DeadLetterSummary {
  const { text, values } = conditionsOf(filter)
  const by = db
    .prepare(
      `SELECT reason, source, count(*) AS letters, sum(count) AS count, min(first_at) AS first_at,
         min(last_at) AS oldest_at, max(last_at) AS last_at
       FROM dead_letter WHERE 1${text} GROUP BY reason, source ORDER BY letters DESC, reason, source`,
    )
    .all(...values)
  const trimmed = db.prepare('SELECT why, letters, last_at FROM dead_letter_trimmed ORDER BY why').all()
  return {
    total: by.reduce((sum, { letters }) => sum + Number(letters), 0),
    oldestAt: by.length === 0 ? null : Math.min(...by.map(({ oldest_at }) => Number(oldest_at))),
    by: by.map((row) => ({
      reason: String(row.reason),
      source: String(row.source),
      letters: Number(row.letters),
      count: Number(row.count),
      firstAt: Number(row.first_at),
      lastAt: Number(row.last_at),
    })),
    trimmed: trimmed.map((row) => ({
      why: String(row.why) as TrimCause,
      letters: Number(row.letters),
      lastAt: Number(row.last_at),
    })),
  }
}

/** Letters per reason. */
export function countDeadLettersByReason(db: StateDb): Map<string, number> {
  const rows = db.prepare('SELECT reason, count(*) AS letters FROM dead_letter GROUP BY reason').all()
  return new Map(rows.map(({ reason, letters }) => [String(reason), Number(letters)]))
}

function conditionsOf({ reason, source, station, from, to }: DeadLetterFilter) {
  const wanted = [
    ['reason = ?', reason],
    ['source = ?', source],
    ['station = ?', station],
    ['last_at >= ?', from],
    ['last_at < ?', to],
  ] as const
  const given = wanted.flatMap(([text, value]) => (value === undefined ? [] : [{ text, value }]))
  return {
    text: given.map(({ text }) => ` AND ${text}`).join(''),
    values: given.map(({ value }) => value),
  }
}
