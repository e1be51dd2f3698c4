import type { DatabaseSync } from 'node:sqlite'

export type StateDb = DatabaseSync

/** Runs `work` as one transaction: all of it is on disk when this returns, or none of it. */
export function inTransaction<Result>(db: StateDb, work: () => Result): Result {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    db.exec('COMMIT')
    return result
  } catch (error) {
    // On a full disk or a failed write SQLite has ended the transaction itself (sqlite.org/lang_transaction.html).
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}
