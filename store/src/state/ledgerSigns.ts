import type { StateDb } from './stateDb.ts'

/** Small indexes over what is out of the ordinary, so that a ledger of years is judged without reading it. */
export const ledgerSignIndexes = `
  CREATE INDEX IF NOT EXISTS ledger_waiting ON ledger (waiting) WHERE waiting <> 0;
  CREATE INDEX IF NOT EXISTS ledger_unbalanced ON ledger (hour)
    WHERE received <> stored + duplicate + rejected + waiting;
`

/** What the ledger of all time says that a person must know. */
export interface LedgerSigns {
  /** Readings that it calls waiting; the journal must hold as many. */
  waiting: number
  /** Rows that do not balance. */
  unbalanced: number
  /** The oldest hour of such a row, ms since 1970 UTC; null when all balance. */
  oldestUnbalanced: number | null
}

/** @throws Error when the database cannot be read */
export function readLedgerSigns(db: StateDb): LedgerSigns {
  const waits = db.prepare('SELECT coalesce(sum(waiting), 0) AS n FROM ledger WHERE waiting <> 0').get()
  const off = db
    .prepare(
      `SELECT count(*) AS n, min(hour) AS oldest FROM ledger
       WHERE received <> stored + duplicate + rejected + waiting`,
    )
    .get()
  const oldest = off?.oldest
  return {
    waiting: Number(waits?.n),
    unbalanced: Number(off?.n),
    oldestUnbalanced: oldest === null || oldest === undefined ? null : Number(oldest),
  }
}
