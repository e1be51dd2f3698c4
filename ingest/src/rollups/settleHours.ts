import { setImmediate } from 'node:timers/promises'
import type { IndexState } from '@city/domain/api/schemas.ts'
import type { IndexUpdate } from '@city/domain/live/events.ts'
import {
  StoreAway,
  StoreRefused,
  type SeriesPoint,
  type SeriesStore,
} from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import { usualWqiRules, type WqiRules } from '@city/domain/water/waterQualityIndex.ts'
import { keepIndexChanges, readIndexChanges, type IndexChange } from '@city/store/state/indexRevisions.ts'
import { rawFrom } from '@city/store/state/rollupMarks.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { forgetTouchedHours, type TouchedHours } from '@city/store/state/touchedHours.ts'
import { computeAirIndices } from '../indices/airIndices.ts'
import type { Quality } from '../quality/createQuality.ts'
import { computeWaterIndices } from '../indices/waterIndices.ts'
import { rollUpHours } from './rollUpHours.ts'

export interface SettleParts {
  stations: ReadonlyMap<string, Station>
  series: SeriesStore
  /** Holds the hours that wait. */
  db: StateDb
  /** Keeps the newest index of a station, durable when it returns. */
  saveLatest: (station: string, index: IndexState) => void
  publish: (updates: IndexUpdate[]) => void
  /** How VN_WQI is computed in this city; by default as usual. */
  wqiRules?: WqiRules
  /** ms since 1970 UTC, for when an index was revised; by default the clock of the machine. */
  now?: () => number
  onError: (error: Error) => void
  /** Judges the readings of the hours before anything is computed from them. */
  quality?: Quality
}

/** A station whose hours wait. Without `row` its readings are as they were: only the index of the hour that ended is due. */
export interface Task {
  station: string
  /** From the first to the last of its hours. */
  row?: Pick<TouchedHours, 'from' | 'to'>
  /** The rows of the state database that `row` stands for, to be forgotten when it is settled; without a gap between. */
  rows?: TouchedHours[]
}

interface Result {
  task: Task
  points: SeriesPoint[]
  /** Indices that the points replace. */
  changes?: IndexChange[]
  newest?: IndexState
}

/** Settles tasks of different stations together: quality control and rollups of the touched hours, rollups of their days,
 *  then the indices of air and water stations; one write for all, then the rows are forgotten. A crash in between repeats work and loses none.
 *  @param end start of the running hour: hours before it are settled
 *  @param isGone asked after every wait; when true nothing more is done and the rows stay
 *  @returns the tasks that are done: settled, or refused by the store for good; rejects with StoreAway */
export async function settleHours(
  parts: SettleParts,
  tasks: readonly Task[],
  end: number,
  isGone: () => boolean = () => false,
): Promise<Task[]> {
  const { series, db, onError } = parts
  const results: Result[] = []
  const done: Task[] = []
  for (const task of tasks) {
    // The embedded store answers within the turn: whoever lands comes between two stations.
    await setImmediate()
    if (isGone()) return []
    try {
      results.push(await compute(parts, task, end))
    } catch (error) {
      if (isGone()) return []
      onError(asError(error))
      if (error instanceof StoreAway) throw error
      // What the store refuses it will refuse again.
      if (error instanceof StoreRefused) done.push(task)
    }
  }
  // Kept before the points are written: what is there no longer cannot be compared.
  keepIndexChanges(
    db,
    results.flatMap(({ changes }) => changes ?? []),
  )
  const written = await writeResults(series, results, onError)
  if (isGone()) return []
  const updates: IndexUpdate[] = []
  for (const { task, newest } of written) {
    if (!newest) continue
    const index = withRevision(db, task.station, newest)
    parts.saveLatest(task.station, index)
    updates.push({ station: task.station, index })
  }
  if (updates.length > 0) parts.publish(updates)
  done.push(...results.map(({ task }) => task))
  forgetTouchedHours(
    db,
    done.flatMap(({ rows }) => rows ?? []),
    end,
  )
  return done
}

async function compute(
  { stations, series, db, quality, now = Date.now, wqiRules = usualWqiRules }: SettleParts,
  task: Task,
  end: number,
): Promise<Result> {
  const station = stations.get(task.station)
  if (!station) return { task, points: [] }
  const ended = end - hourMs
  const hours = task.row
    ? { from: task.row.from, to: Math.min(task.row.to, ended) }
    : { from: ended, to: ended }
  if (task.row) {
    const changed = { from: hours.from, to: hours.to + hourMs }
    const isOwn = (time: number): boolean => (time >= changed.from && time < changed.to) || time >= end
    await quality?.judge(station, changed, isOwn)
  }
  const rolled = task.row ? await rollUpHours(series, station, hours, rawFrom(db)) : undefined
  const points = rolled?.points ?? []
  if (station.domain !== 'air' && station.domain !== 'water') return { task, points }
  const touched = { ...hours, ended, ...(rolled ? { own: rolled.hours } : {}) }
  const indices =
    station.domain === 'air'
      ? await computeAirIndices({ series, db }, station, touched, now())
      : await computeWaterIndices({ series, db }, station, touched, now(), wqiRules)
  return { task, ...indices, points: [...points, ...indices.points] }
}

/** The newest index with its last revision, as screens show it. */
function withRevision(db: StateDb, station: string, index: IndexState): IndexState {
  const from = Date.parse(index.time)
  const change = readIndexChanges(db, { station, kind: index.kind, from, to: from + 1 }).get(from)
  if (!change) return index
  return { ...index, revised: { at: new Date(change.at).toISOString(), was: change.was } }
}

/** Writes everything at once; when the store refuses that, one after the other, so that one costs no other.
 *  @returns what is written; rejects with StoreAway */
async function writeResults(
  series: SeriesStore,
  results: readonly Result[],
  onError: (error: Error) => void,
): Promise<readonly Result[]> {
  const points = results.flatMap((result) => result.points)
  try {
    if (points.length > 0) await series.write(points)
    return results
  } catch (error) {
    const isAlone = results.length === 1
    if (isAlone || !(error instanceof StoreRefused)) onError(asError(error))
    if (!(error instanceof StoreRefused)) throw error
    if (isAlone) return []
  }
  const written: Result[] = []
  for (const result of results) written.push(...(await writeResults(series, [result], onError)))
  return written
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
