import type { Task } from './computeTask.ts'

/** Tasks settled with one write: some hundred points, so that a disk is asked rarely and the event loop stays free. */
const batchLimit = 8

/** Tasks in their order, in batches that never hold a station twice: a day of Hanoi spans two UTC days, and the second
 *  must see what the first has written. */
export function batchesOf(tasks: readonly Task[]): Task[][] {
  const batches: Task[][] = []
  let stations = new Set<string>()
  for (const task of tasks) {
    const batch = batches.at(-1)
    if (!batch || batch.length === batchLimit || stations.has(task.station)) {
      batches.push([task])
      stations = new Set([task.station])
    } else {
      batch.push(task)
      stations.add(task.station)
    }
  }
  return batches
}
