import type { LedgerRow } from '../../api/shapes.ts'
import { matchesText } from '../../domainView/foldText.ts'

/** Counts of some rows. `off`: rows whose balance does not hold; `difference`: what the sums miss, received − accounted. */
export interface LedgerCounts {
  received: number
  stored: number
  duplicate: number
  rejected: number
  waiting: number
  difference: number
  off: number
  /** Start of the newest hour in which anything came, ms since 1970 UTC. */
  lastHour: number
}

export interface LedgerStation extends LedgerCounts {
  station: string
}

export interface LedgerSource extends LedgerCounts {
  source: string
  stations: LedgerStation[]
}

const kinds = ['received', 'stored', 'duplicate', 'rejected', 'waiting'] as const

function countsOf(rows: readonly LedgerRow[]): LedgerCounts {
  const counts: LedgerCounts = {
    received: 0,
    stored: 0,
    duplicate: 0,
    rejected: 0,
    waiting: 0,
    difference: 0,
    off: 0,
    lastHour: 0,
  }
  for (const row of rows) {
    for (const kind of kinds) counts[kind] += row[kind]
    const difference = row.received - row.stored - row.duplicate - row.rejected - row.waiting
    counts.difference += difference
    // Hours that miss as much as others have too much must not hide each other.
    if (difference !== 0) counts.off += 1
    if (row.received > 0) counts.lastHour = Math.max(counts.lastHour, Date.parse(row.hour))
  }
  return counts
}

function groupBy(rows: readonly LedgerRow[], key: 'source' | 'station'): Map<string, LedgerRow[]> {
  const groups = new Map<string, LedgerRow[]>()
  for (const row of rows) {
    const group = groups.get(row[key])
    if (group) group.push(row)
    else groups.set(row[key], [row])
  }
  return groups
}

/** Whether something in these counts wants a look: a rejection or an imbalance. */
export function isTroubled({ rejected, off }: LedgerCounts): boolean {
  return rejected > 0 || off > 0
}

/** The ledger of a period: all, per source, per station of it; sources and stations by name.
 *  @param filter `text` is looked for in sources and stations; `onlyTrouble` keeps what isTroubled */
export function ledgerBySource(
  rows: readonly LedgerRow[],
  filter: { text: string; onlyTrouble: boolean } = { text: '', onlyTrouble: false },
): { total: LedgerCounts; sources: LedgerSource[] } {
  const collator = new Intl.Collator('vi', { numeric: true })
  const sources = [...groupBy(rows, 'source')].flatMap(([source, ofSource]): LedgerSource[] => {
    const stations = [...groupBy(ofSource, 'station')]
      .filter(([station]) => matchesText(filter.text, source, station))
      .map(([station, ofStation]) => ({ station, ...countsOf(ofStation) }))
      .filter((one) => !filter.onlyTrouble || isTroubled(one))
      .toSorted((one, other) => collator.compare(one.station, other.station))
    return stations.length === 0 ? [] : [{ source, ...countsOf(ofSource), stations }]
  })
  sources.sort((one, other) => collator.compare(one.source, other.source))
  return { total: countsOf(rows), sources }
}
