import type { Ledger } from '@city/domain/api/schemas.ts'
import { journalDepth } from '../state/journal.ts'
import { missingIn, readLedger } from '../state/ledger.ts'
import { readLedgerSigns } from '../state/ledgerSigns.ts'
import type { StateDb } from '../state/stateDb.ts'
import { utcText } from './utcText.ts'

/** The ledger of the hours in [from, to), ms since 1970 UTC, and what waits, as of one moment: ingest may book meanwhile.
 *  @throws Error when the database cannot be read */
export function readBalance(state: StateDb, from: number, to: number): Ledger {
  const { rows, signs, depth } = atOneMoment(state, () => ({
    rows: readLedger(state, from, to),
    signs: readLedgerSigns(state),
    depth: journalDepth(state),
  }))
  const { waiting, unbalanced, oldestUnbalanced } = signs
  return {
    rows: rows.map((row) => ({ ...row, hour: utcText(row.hour) })),
    balanced: rows.every((row) => missingIn(row) === 0) && waiting === depth.readings,
    unbalanced: { rows: unbalanced, oldest_at: utcText(oldestUnbalanced) },
    journal: { readings: depth.readings, booked: waiting, oldest_at: utcText(depth.oldestAt) },
  }
}

/** All reads of `read` see the same state of the database. */
function atOneMoment<Result>(state: StateDb, read: () => Result): Result {
  state.exec('BEGIN')
  try {
    return read()
  } finally {
    state.exec('COMMIT')
  }
}
