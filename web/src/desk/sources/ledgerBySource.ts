import { hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
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

/** One hour of a source; `start` in ms since 1970 UTC. An hour in which nothing came has zeros. */
export interface LedgerHour extends LedgerCounts {
  start: number
}

export interface LedgerSource extends LedgerCounts {
  source: string
  stations: LedgerStation[]
  /** The last 24 hours, oldest first, the current one included. */
  hours: LedgerHour[]
}

export interface LedgerFilter {
  /** Looked for in sources and stations. */
  text: string
  /** Keeps what isTroubled. */
  onlyTrouble: boolean
  /** Only rows of the hour that starts here, ms since 1970 UTC; null: all. */
  hour: number | null
}

const kinds = ['received', 'stored', 'duplicate', 'rejected', 'waiting'] as const
const stripHours = 24

/** What a row misses: received − everything that is accounted for. Not 0: the ledger does not balance. */
export function missingIn(row: Pick<LedgerRow, (typeof kinds)[number]>): number {
  return row.received - row.stored - row.duplicate - row.rejected - row.waiting
}

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
    const difference = missingIn(row)
    counts.difference += difference
    // Hours that miss as much as others have too much must not hide each other.
    if (difference !== 0) counts.off += 1
    if (row.received > 0) counts.lastHour = Math.max(counts.lastHour, Date.parse(row.hour))
  }
  return counts
}

function groupBy<Key extends string>(
  rows: readonly LedgerRow[],
  key: (row: LedgerRow) => Key,
): Map<Key, LedgerRow[]> {
  const groups = new Map<Key, LedgerRow[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

/** Whether something in these counts wants a look: a rejection, something that waits, or an imbalance. */
export function isTroubled({ rejected, waiting, off }: LedgerCounts): boolean {
  return rejected > 0 || waiting > 0 || off > 0
}

function hoursOf(rows: readonly LedgerRow[], now: number): LedgerHour[] {
  const byHour = groupBy(rows, ({ hour }) => new Date(hour).toISOString())
  const newest = hourStart(now)
  return Array.from({ length: stripHours }, (_, at) => {
    const start = newest - (stripHours - 1 - at) * hourMs
    return { start, ...countsOf(byHour.get(new Date(start).toISOString()) ?? []) }
  })
}

/** The ledger of a period: all, per source, per station of it; what is off first, then sources that wait; the rest by name.
 *  @param now ms since 1970 UTC: the hours of a source end with the current one */
export function ledgerBySource(
  rows: readonly LedgerRow[],
  now: number,
  filter: LedgerFilter = { text: '', onlyTrouble: false, hour: null },
): { total: LedgerCounts; sources: LedgerSource[] } {
  const collator = new Intl.Collator('vi', { numeric: true })
  const { hour } = filter
  const inHour = (all: readonly LedgerRow[]) =>
    hour === null ? all : all.filter((row) => Date.parse(row.hour) === hour)
  const sources = [...groupBy(rows, ({ source }) => source)].flatMap(([source, ofSource]): LedgerSource[] => {
    const stations = [...groupBy(inHour(ofSource), ({ station }) => station)]
      .filter(([station]) => matchesText(filter.text, source, station))
      .map(([station, ofStation]) => ({ station, ...countsOf(ofStation) }))
      .filter((one) => !filter.onlyTrouble || isTroubled(one))
      .toSorted(
        (one, other) =>
          Number(other.off > 0) - Number(one.off > 0) || collator.compare(one.station, other.station),
      )
    // A source that was silent in the chosen hour stays in sight: that it was is the news.
    const kept =
      stations.length > 0 || (hour !== null && !filter.onlyTrouble && matchesText(filter.text, source))
    return kept ? [{ source, ...countsOf(inHour(ofSource)), stations, hours: hoursOf(ofSource, now) }] : []
  })
  // What is off stands first, then what waits; the rest stays where it was, by name.
  const weight = ({ off, waiting }: LedgerCounts) => (off > 0 ? 2 : 0) + (waiting > 0 ? 1 : 0)
  sources.sort((one, other) => weight(other) - weight(one) || collator.compare(one.source, other.source))
  return { total: countsOf(inHour(rows)), sources }
}
