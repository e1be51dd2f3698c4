import type { Task } from './computeTask.ts'

/** Tasks settled with one write: some hundred points, so that a disk is asked rarely and the event loop stays free. */
const batchLimit = 8

/** Tasks in their order, in batches that never hold a station twice: a day of Hanoi spans two UTC days, and the second
 *  must see what the first has written.
 *  @param sizeOf size of a task; together those of a batch are no larger than `most`, one alone may be */
export function batchesOf(
  tasks: readonly Task[],
  sizeOf: (task: Task) => number = () => 0,
  most = Infinity,
): Task[][] {
  const batches: Task[][] = []
  let stations = new Set<string>()
  let size = 0
  for (const task of tasks) {
    const batch = batches.at(-1)
    const own = sizeOf(task)
    if (!batch || batch.length === batchLimit || size + own > most || stations.has(task.station)) {
      batches.push([task])
      stations = new Set([task.station])
      size = own
    } else {
      batch.push(task)
      stations.add(task.station)
      size += own
    }
  }
  return batches
}
