import { hourMs } from '@city/domain/time/hanoiTime.ts'
import type { TouchedHours } from '@city/store/state/touchedHours.ts'
import type { Task } from './computeTask.ts'

/** Touched hours as tasks: rows of one station that follow each other without a gap become one, as long as it spans no more
 *  than `mostDays` rows of its station. What hours share (rollups of a day, reach of an index, requests to the store) is then done once.
 *  @param rows newest day first; the tasks are in the order of their newest rows */
export function stretchesOf(
  rows: readonly TouchedHours[],
  mostDays: number | ((station: string) => number),
): Task[] {
  const mostOf = typeof mostDays === 'number' ? () => mostDays : mostDays
  const tasks: Required<Task>[] = []
  const newest = new Map<string, Required<Task>>()
  for (const row of rows) {
    const before = newest.get(row.station)
    if (before && row.to + hourMs === before.row.from && before.rows.length < mostOf(row.station)) {
      before.row = { from: row.from, to: before.row.to }
      before.rows.push(row)
      continue
    }
    const task = { station: row.station, row: { from: row.from, to: row.to }, rows: [row] }
    newest.set(row.station, task)
    tasks.push(task)
  }
  return tasks
}
