import { setImmediate } from 'node:timers/promises'
import type { IndexState } from '@city/domain/api/schemas.ts'
import type { IndexUpdate } from '@city/domain/live/events.ts'
import { StoreAway, StoreRefused, type SeriesStore } from '@city/domain/series/seriesStore.ts'
import { hanoiDayStart } from '@city/domain/time/hanoiTime.ts'
import { markRainLook } from '@city/store/state/blockedGauges.ts'
import { markIndexBegun } from '@city/store/state/indexBegun.ts'
import { keepIndexChanges, readIndexChanges } from '@city/store/state/indexRevisions.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { forgetTouchedHours } from '@city/store/state/touchedHours.ts'
import type { Quality } from '../quality/createQuality.ts'
import { computeTask, type ComputeParts, type Task, type TaskResult } from './computeTask.ts'

export interface SettleParts extends ComputeParts {
  /** Keeps the newest index of a station, durable when it returns. */
  saveLatest: (station: string, index: IndexState) => void
  publish: (updates: IndexUpdate[]) => void
  onError: (error: Error) => void
  /** Computes a task elsewhere; by default here. */
  compute?: (task: Task, end: number) => Promise<TaskResult>
}

/** Parts of a job that settles in rounds: each opens a look of its own at what is stored. */
export interface RoundParts extends Omit<SettleParts, 'judging'> {
  /** Judges the readings of the hours before anything is computed from them. */
  quality?: Quality
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
  const { series, db, onError, now = Date.now, compute = (task) => computeTask(parts, task, end) } = parts
  const results: TaskResult[] = []
  const done: Task[] = []
  for (const task of tasks) {
    // The embedded store answers within the turn: whoever lands comes between two stations.
    await setImmediate()
    if (isGone()) return []
    try {
      results.push(await compute(task, end))
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
    () => {
      for (const { station, row } of done) {
        const domain = parts.stations.get(station)?.domain
        if (row && domain === 'rain') markRainLook(db, station, hanoiDayStart(row.from))
        if (row && (domain === 'air' || domain === 'water')) markIndexBegun(db, station, now())
      }
    },
  )
  return done
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
  results: readonly TaskResult[],
  onError: (error: Error) => void,
): Promise<readonly TaskResult[]> {
  const points = results.flatMap((result) => result.points)
  const packed = results.flatMap((result) => result.packed ?? [])
  const lines = results.flatMap((result) => result.lines ?? [])
  try {
    if (points.length > 0) await series.write(points)
    if (packed.length > 0) await series.writePacked!(packed)
    for (const some of lines) await series.sendLines!(some)
    return results
  } catch (error) {
    const isAlone = results.length === 1
    if (isAlone || !(error instanceof StoreRefused)) onError(asError(error))
    if (!(error instanceof StoreRefused)) throw error
    if (isAlone) return []
  }
  const written: TaskResult[] = []
  for (const result of results) written.push(...(await writeResults(series, [result], onError)))
  return written
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
