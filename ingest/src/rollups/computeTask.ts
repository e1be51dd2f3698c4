import type { IndexState } from '@city/domain/api/schemas.ts'
import type { PackedPoints, SeriesPoint, SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import { usualWqiRules, type WqiRules } from '@city/domain/water/waterQualityIndex.ts'
import type { IndexChange } from '@city/store/state/indexRevisions.ts'
import { rawFrom } from '@city/store/state/rollupMarks.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import type { TouchedHours } from '@city/store/state/touchedHours.ts'
import { computeAirIndices } from '../indices/airIndices.ts'
import { computeWaterIndices } from '../indices/waterIndices.ts'
import type { Judging } from '../quality/createQuality.ts'
import { judgedWindows } from './judgedWindows.ts'
import { rollUpHours } from './rollUpHours.ts'

export interface ComputeParts {
  stations: ReadonlyMap<string, Station>
  series: SeriesStore
  /** Holds the hours that wait. */
  db: StateDb
  /** How VN_WQI is computed in this city; by default as usual. */
  wqiRules?: WqiRules
  /** ms since 1970 UTC, for when an index was revised; by default the clock of the machine. */
  now?: () => number
  /** Judges the readings of the hours before anything is computed from them. */
  judging?: Judging
}

/** A station whose hours wait. Without `row` its readings are as they were: only the index of the hour that ended is due. */
export interface Task {
  station: string
  /** From the first to the last of its hours. */
  row?: Pick<TouchedHours, 'from' | 'to'>
  /** The rows of the state database that `row` stands for, to be forgotten when it is settled; without a gap between. */
  rows?: TouchedHours[]
}

/** What a task gives, to be written: points, or the same packed for the embedded store, or as lines for another. */
export interface TaskResult {
  task: Task
  points: SeriesPoint[]
  packed?: PackedPoints
  lines?: Uint8Array[]
  /** Indices that the points replace. */
  changes?: IndexChange[]
  newest?: IndexState
}

/** Quality control and rollups of the touched hours of a station, rollups of their days, then the indices of air and water
 *  stations. Flags are stored when this resolves, nothing else is. Rejects with StoreAway, StoreRefused.
 *  @param end start of the running hour: hours before it are computed */
export async function computeTask(
  { stations, series, db, judging, now = Date.now, wqiRules = usualWqiRules }: ComputeParts,
  task: Task,
  end: number,
): Promise<TaskResult> {
  const station = stations.get(task.station)
  if (!station) return { task, points: [] }
  const ended = end - hourMs
  const hours = task.row
    ? { from: task.row.from, to: Math.min(task.row.to, ended) }
    : { from: ended, to: ended }
  /** Settled with this task, or when it has ended. */
  const isOwn = (time: number): boolean => (time >= hours.from && time < hours.to + hourMs) || time >= end
  const counted = task.row && judging && (await judgedWindows(judging, series.kind, station, hours, isOwn))
  const rolled = task.row ? await rollUpHours(series, station, hours, rawFrom(db), counted) : undefined
  const points = rolled?.points ?? []
  if (station.domain !== 'air' && station.domain !== 'water') return { task, points }
  const touched = { ...hours, ended, ...(rolled ? { own: rolled.hours } : {}) }
  const indices =
    station.domain === 'air'
      ? await computeAirIndices({ series, db }, station, touched, now())
      : await computeWaterIndices({ series, db }, station, touched, now(), wqiRules)
  return { task, ...indices, points: [...points, ...indices.points] }
}
