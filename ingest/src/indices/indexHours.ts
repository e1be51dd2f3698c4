import type { SeriesStore, WindowStats } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { readHourWindows } from '@city/store/series/readHourWindows.ts'
import { readRollups } from '@city/store/series/readRollups.ts'
import { rawFrom, readRollupMark } from '@city/store/state/rollupMarks.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { touchedHoursOf } from '@city/store/state/touchedHours.ts'

/** Hours in [from, to), starts of hours, ms since 1970 UTC. */
export interface HourSpan {
  from: number
  to: number
}

export interface HourParts {
  series: Pick<SeriesStore, 'kind' | 'readRows' | 'readWindows'>
  db: StateDb
}

/** One hour of a station: what is usable of it, with what is flagged 1 alone told apart (`good`). */
export interface IndexHour {
  time: number
  stats: Readonly<Record<string, WindowStats>>
}

/** What is known of the hours of a station that an index is computed from: from their rollups where these hold, from raw
 *  readings while hours of the span still wait to be rolled up. Both say the same. Rejects with StoreAway. */
export async function readIndexHours(
  { series, db }: HourParts,
  { id: station, domain, intervalS }: Station,
  parameters: readonly string[],
  { from, to }: HourSpan,
): Promise<IndexHour[]> {
  if (from >= to) return []
  const kept = Math.min(to, Math.max(from, rawFrom(db)))
  const waits =
    kept < to &&
    (!readRollupMark(db, 'stored_marked') || touchedHoursOf(db, { station, from: kept, to }).length > 0)
  const rolledTo = waits ? kept : to
  const rows: IndexHour[] = []
  if (from < rolledTo)
    rows.push(...(await readRollups(series, { domain, station, step: '1h', parameters, from, to: rolledTo })))
  if (rolledTo < to) {
    const query = { measurement: domain, tags: { station }, fields: parameters, goodOf: parameters }
    rows.push(...(await readHourWindows(series, { ...query, from: rolledTo, to }, intervalS)))
  }
  return rows
}
