import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { readIndexBegun } from '@city/store/state/indexBegun.ts'
import type { IndexChange } from '@city/store/state/indexRevisions.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'

/** Indices of one kind that changed. `lengthMs`: of their hour or day; `reachMs`: how far before its start readings weigh in. */
export interface ChangedIndices {
  changes: readonly IndexChange[]
  lengthMs: number
  reachMs: number
}

export interface RevisionParts {
  series: Pick<SeriesStore, 'readRows'>
  db: StateDb
  station: string
  /** Measurement of the hourly index of the station: its first point tells where the record began so far. */
  measurement: 'air_index' | 'water_index'
  /** Start of the first hour that was touched. */
  from: number
}

/** The changes that are revisions. While the history of a station lands, newest first or in any other order, its record grows
 *  back in time, and the first hours and days of what is there are computed from a part of what they rest on: then they are
 *  completed and not revised, if they had ended before anything of the station was computed, so that nobody ever saw
 *  them as news. Late data within the record revise, however old. Rejects with StoreAway. */
export async function revisionsOf(
  { series, db, station, measurement, from }: RevisionParts,
  ...kinds: readonly ChangedIndices[]
): Promise<IndexChange[]> {
  const all = kinds.flatMap(({ changes }) => changes)
  const begun = readIndexBegun(db, station) ?? Infinity
  const wasHistory = ({ time }: IndexChange, lengthMs: number): boolean => time + lengthMs <= begun
  if (!kinds.some(({ changes, lengthMs }) => changes.some((one) => wasHistory(one, lengthMs)))) return all
  const [first] = await series.readRows({
    ...{ measurement, tags: { station }, fields: ['valid'], limit: 1 },
    ...{ from: -Infinity, to: Infinity },
  })
  if (!first || first.time <= from) return all
  return kinds.flatMap(({ changes, lengthMs, reachMs }) =>
    changes.filter((one) => !wasHistory(one, lengthMs) || one.time - reachMs > first.time),
  )
}
