import { tableOf } from './sqliteSchema.ts'
import type { DatabaseSync } from 'node:sqlite'

/** Points removed in one transaction: some 10 ms of the event loop. */
const sliceRows = 2_000

/** Removes points of a measurement that are older than `time`, at most `sliceRows`, of one series after the other.
 *  @returns whether there may be more; throws what SQLite throws */
export function deleteSlice(db: DatabaseSync, measurement: string, time: number): boolean {
  const table = tableOf(measurement)
  const oldest = db.prepare(`SELECT min(time) AS time FROM ${table} WHERE series = ?`)
  const bound = db.prepare(
    `SELECT time FROM ${table} WHERE series = ? AND time < ? ORDER BY time LIMIT 1 OFFSET ${sliceRows}`,
  )
  const remove = db.prepare(`DELETE FROM ${table} WHERE series = ? AND time < ?`)
  for (const { id } of db.prepare('SELECT id FROM series WHERE measurement = ?').all(measurement)) {
    const first = oldest.get(Number(id))?.['time']
    if (typeof first !== 'number' || first >= time) continue
    const next = bound.get(Number(id), time)?.['time']
    remove.run(Number(id), typeof next === 'number' ? next : time)
    return true
  }
  return false
}
