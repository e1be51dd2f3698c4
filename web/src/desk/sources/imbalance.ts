import type { Ledger } from '@city/domain/api/schemas.ts'
import { missingIn } from './ledgerBySource.ts'

/** One row of the ledger that does not balance. `missing` > 0: so many readings were received and are nowhere;
 *  < 0: more is accounted for than was received. `hour`: ms since 1970 UTC. */
export interface Imbalance {
  source: string
  station: string
  hour: number
  received: number
  missing: number
}

/** Everything that keeps the ledger from balancing, the largest first. `journal`: readings that the ledger says are
 *  waiting and the journal does not hold. `n`: the size of it all, in readings. */
export interface Imbalances {
  rows: Imbalance[]
  journal: number
  n: number
}

/** What is off in an answer of the ledger; nothing when it balances. */
export function imbalancesOf({ rows, journal }: Pick<Ledger, 'rows' | 'journal'>): Imbalances {
  const off = rows.flatMap((row): Imbalance[] => {
    const missing = missingIn(row)
    const { source, station, received } = row
    return missing === 0 ? [] : [{ source, station, hour: Date.parse(row.hour), received, missing }]
  })
  off.sort((one, other) => Math.abs(other.missing) - Math.abs(one.missing) || other.hour - one.hour)
  const waiting = journal.booked - journal.readings
  return {
    rows: off,
    journal: waiting,
    n: off.reduce((sum, { missing }) => sum + Math.abs(missing), Math.abs(waiting)),
  }
}
