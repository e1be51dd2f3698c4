import type { QualityProfile } from '@city/domain/quality/stationLimits.ts'
import type { PackedPoints } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import type { WqiRules } from '@city/domain/water/waterQualityIndex.ts'
import type { SeriesSettings } from '@city/store/series/openSeries.ts'
import type { Task, TaskResult } from '../rollups/computeTask.ts'

/** What a thread needs to compute tasks. */
export interface ComputeWork {
  stations: ReadonlyMap<string, Station>
  /** Absent: nothing is judged. */
  quality?: QualityProfile
  wqiRules?: WqiRules
  series: SeriesSettings
  statePath: string
}

/** An error as it goes from one thread to the other, by its name. */
export interface Fault {
  name: string
  message: string
}

/** To the thread: a task, and that points it wants to be written are, or why not. */
export type ComputeRequest =
  | { kind: 'task'; id: number; task: Pick<Task, 'station' | 'row'>; end: number }
  | { kind: 'written'; id: number; fault?: Fault }

/** From the thread: what a task gave, or points (flags that changed) to be written before it can go on. */
export type ComputeAnswer =
  | { kind: 'result'; id: number; result: Omit<TaskResult, 'task'> }
  | { kind: 'fault'; id: number; fault: Fault }
  | { kind: 'write'; id: number; packed: PackedPoints }
