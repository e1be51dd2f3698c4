import { availableParallelism } from 'node:os'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { computeInThread, type ComputingThread } from './computeInThread.ts'
import type { ComputeWork } from './threadMessages.ts'

/** Of fewer station-days a thread takes longer to start than to compute them. */
const leastDays = 200
/** More threads than this only wait for the one that writes. On two cores there is one besides it: in single
 *  runs two took more CPU time and more than 300 MB. */
const mostThreads = 2

/** Threads that compute while this one writes: none where there is little to do. */
export function openThreads(
  stationDays: number,
  work: ComputeWork,
  series: Pick<SeriesStore, 'writePacked'>,
): ComputingThread[] {
  if (stationDays < leastDays) return []
  const count = Math.min(mostThreads, work.stations.size, Math.max(1, availableParallelism() - 1))
  return Array.from({ length: count }, () => computeInThread(work, series))
}
