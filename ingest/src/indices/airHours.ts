import { aqiParameters } from '@city/domain/air/aqiTable.ts'
import type { HourStats } from '@city/domain/air/hourlyMeans.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
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

/** What is known of the hours of an air station: from their rollups where these hold, from raw readings while hours of the
 *  span still wait to be rolled up. Both say the same. Rejects with StoreAway. */
export async function readAirHours(
  { series, db }: { series: Pick<SeriesStore, 'kind' | 'readRows' | 'readWindows'>; db: StateDb },
  { id: station, intervalS }: Station,
  { from, to }: HourSpan,
): Promise<HourStats[]> {
  if (from >= to) return []
  const kept = Math.min(to, Math.max(from, rawFrom(db)))
  const waits =
    kept < to &&
    (!readRollupMark(db, 'stored_marked') || touchedHoursOf(db, { station, from: kept, to }).length > 0)
  const rolledTo = waits ? kept : to
  const rows: HourStats[] = []
  if (from < rolledTo) {
    const span = { domain: 'air', station, step: '1h', parameters: aqiParameters } as const
    rows.push(...(await readRollups(series, { ...span, from, to: rolledTo })))
  }
  if (rolledTo < to) {
    const query = { measurement: 'air', tags: { station }, fields: aqiParameters, goodOf: aqiParameters }
    rows.push(...(await readHourWindows(series, { ...query, from: rolledTo, to }, intervalS)))
  }
  return rows
}
