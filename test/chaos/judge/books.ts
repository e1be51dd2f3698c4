import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { letterKey } from '../plan/plan.ts'

export interface LedgerSums {
  received: number
  stored: number
  duplicate: number
  rejected: number
  waiting: number
}

/** What the program has written down about the trial, read from its database file itself. */
export interface Books {
  /** Sums over all rows. */
  sums: LedgerSums
  /** Rows that do not balance. */
  unbalanced: string[]
  storedByStation: ReadonlyMap<string, number>
  /** Distinct dead letters, by `letterKey`. */
  letters: ReadonlyMap<string, number>
  /** Arrivals of whole readings or payloads that became a letter, each as often as it arrived. */
  letterArrivals: number
  /** Time of each station's latest reading. */
  latest: ReadonlyMap<string, number>
  /** Values that a correction replaced. */
  revisions: number
  /** Readings in the journal. */
  journal: number
}

const sumsOf = `sum(received) AS received, sum(stored) AS stored, sum(duplicate) AS duplicate,
  sum(rejected) AS rejected, sum(waiting) AS waiting`

function openReading(dataDir: string): DatabaseSync {
  return new DatabaseSync(join(dataDir, 'state.sqlite'), { readOnly: true, timeout: 2000 })
}

function ledgerSums(db: DatabaseSync): LedgerSums {
  const row = db.prepare(`SELECT ${sumsOf} FROM ledger`).get()
  const of = (name: keyof LedgerSums): number => Number(row?.[name] ?? 0)
  return {
    received: of('received'),
    stored: of('stored'),
    duplicate: of('duplicate'),
    rejected: of('rejected'),
    waiting: of('waiting'),
  }
}

/** The sums of the ledger while the program runs; undefined when the file cannot be read at this moment. */
export function peekLedger(dataDir: string): LedgerSums | undefined {
  let db: DatabaseSync | undefined
  try {
    db = openReading(dataDir)
    return ledgerSums(db)
  } catch {
    return undefined
  } finally {
    db?.close()
  }
}

export function readBooks(dataDir: string): Books {
  const db = openReading(dataDir)
  const rows = (sql: string) => db.prepare(sql).all()
  try {
    const ledger = rows(`SELECT station, ${sumsOf} FROM ledger GROUP BY station`)
    const unbalanced = rows('SELECT * FROM ledger WHERE received <> stored + duplicate + rejected + waiting')
    const letters = rows(
      'SELECT scope, reason, station, count(*) AS n FROM dead_letter GROUP BY scope, reason, station',
    )
    const letterArrivals = rows("SELECT sum(count) AS n FROM dead_letter WHERE scope <> 'value'")[0]
    const latest = rows('SELECT station, time FROM latest_reading')
    return {
      sums: ledgerSums(db),
      unbalanced: unbalanced.map((row) => JSON.stringify(row)),
      storedByStation: new Map(ledger.map(({ station, stored }) => [String(station), Number(stored)])),
      letters: new Map(
        letters.map(({ scope, reason, station, n }) => [
          letterKey(String(scope), String(reason), station === null ? null : String(station)),
          Number(n),
        ]),
      ),
      letterArrivals: Number(letterArrivals?.n ?? 0),
      latest: new Map(latest.map(({ station, time }) => [String(station), Number(time)])),
      revisions: Number(rows('SELECT count(*) AS n FROM revision')[0]?.n),
      journal: Number(rows('SELECT coalesce(sum(readings), 0) AS n FROM journal')[0]?.n),
    }
  } finally {
    db.close()
  }
}
