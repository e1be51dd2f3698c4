import { inTransaction, type StateDb } from './stateDb.ts'

/** What is kept of dead letters; the ones that came least lately go first. */
export interface DeadLetterBounds {
  /** Letters that came last before this are let go, ms since 1970 UTC. */
  since: number
  /** Sum of what is kept of their content. */
  bytes: number
  letters: number
}

/** Why letters were let go: too old, too many bytes, too many. */
export type TrimCause = 'age' | 'size' | 'number'

/** How many letters there are and what their content takes. */
export function sizeOfDeadLetters(db: StateDb): { letters: number; bytes: number } {
  const row = db.prepare('SELECT count(*) AS letters, total(kept) AS bytes FROM dead_letter').get()
  return { letters: Number(row?.letters), bytes: Number(row?.bytes) }
}

/** Removes letters beyond the bounds, least lately seen first, and books how many. Reads no more than it removes.
 *  @param size of all letters now; @param most letters in this call: the caller comes again
 *  @returns how many were let go and why, and the size of what is left */
export function letGoOfDeadLetters(
  db: StateDb,
  bounds: DeadLetterBounds,
  size: { letters: number; bytes: number },
  now: number,
  most: number,
): { trimmed: Map<TrimCause, number>; left: { letters: number; bytes: number } } {
  const trimmed = new Map<TrimCause, number>()
  const left = { ...size }
  const oldest = db
    .prepare('SELECT id, last_at, kept FROM dead_letter ORDER BY last_at, id LIMIT ?')
    .all(most)
  const remove = db.prepare('DELETE FROM dead_letter WHERE id = ?')
  const note = db.prepare(
    `INSERT INTO dead_letter_trimmed (why, letters, last_at) VALUES (?, ?, ?)
     ON CONFLICT (why) DO UPDATE SET letters = letters + excluded.letters, last_at = excluded.last_at`,
  )
  inTransaction(db, () => {
    for (const { id, last_at, kept } of oldest) {
      const why = causeOf(Number(last_at), left, bounds)
      if (!why) break
      remove.run(String(id))
      trimmed.set(why, (trimmed.get(why) ?? 0) + 1)
      left.letters--
      left.bytes -= Number(kept)
    }
    for (const [why, letters] of trimmed) note.run(why, letters, now)
  })
  return { trimmed, left }
}

function causeOf(
  lastAt: number,
  left: { letters: number; bytes: number },
  bounds: DeadLetterBounds,
): TrimCause | undefined {
  if (lastAt < bounds.since) return 'age'
  if (left.bytes > bounds.bytes) return 'size'
  return left.letters > bounds.letters ? 'number' : undefined
}
