import { availableParallelism } from 'node:os'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { computeInThread, type ComputingThread } from './computeInThread.ts'
import type { ComputeWork } from './threadMessages.ts'

/** Of fewer station-days a thread takes longer to start than to compute them. */
const leastDays = 200
/** More threads than this only wait for the one that writes; that takes a quarter of the time. */
const mostThreads = 2

/** Threads that compute while this one writes: none where there is little to do. */
export function openThreads(
  stationDays: number,
  work: ComputeWork,
  series: Pick<SeriesStore, 'writePacked'>,
): ComputingThread[] {
  if (stationDays < leastDays) return []
  const count = Math.min(mostThreads, work.stations.size, availableParallelism())
  return Array.from({ length: count }, () => computeInThread(work, series))
}
