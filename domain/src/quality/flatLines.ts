import { dayMs, hanoiOffsetMs, hourMs } from '../time/hanoiTime.ts'
import { flatLineTest, type FlatResult } from './flatLineTest.ts'
import type { FlatLimit, FlatOnly, Limits } from './limits.ts'
import type { StationColumns } from './stationColumns.ts'
import type { Track } from './track.ts'

/** The flat-line test with its conditions: which values it looks at, and which runs count. */
export function flatLines(
  track: Track,
  flat: FlatLimit,
  { values }: Pick<StationColumns, 'values'>,
  context: { intervalMs: number; hasRained?: (from: number, to: number) => boolean },
): FlatResult {
  const only: FlatOnly = flat.only ?? {}
  const other = only.while && values.get(only.while.parameter)
  const fits = (at: number): boolean => {
    const value = track.value[at]!
    if (only.above !== undefined && value <= only.above) return false
    if (only.below !== undefined && value >= only.below) return false
    if (only.except && value > only.except[0] && value < only.except[1]) return false
    if (only.hours) {
      const hour = ((track.time[at]! + hanoiOffsetMs) % dayMs) / hourMs
      if (hour < only.hours[0] || hour >= only.hours[1]) return false
    }
    if (!only.while) return true
    return other !== undefined && other[track.row[at]!]! > only.while.above
  }
  // Looked at for the last values only: how far back a run began must not matter.
  const counts = (at: number): boolean =>
    !only.inRain || context.hasRained?.(track.time[at - flat.count + 1]!, track.time[at]!) === true
  return flatLineTest(track, flat, context.intervalMs, isForAll(only) ? undefined : fits, counts)
}

function isForAll({ above, below, except, hours, while: other }: FlatOnly): boolean {
  return !other && [above, below, except, hours].every((one) => one === undefined)
}

/** Whether the run at the last value began before `changedTo` and has not lasted so long since that what was before
 *  makes no difference. */
export function isUnsettled(
  starts: Int32Array,
  { time }: Track,
  { flat }: Limits,
  changedTo: number,
  intervalMs: number,
): boolean {
  const last = time.length - 1
  if (last < 0 || !flat || time[last]! < changedTo) return false
  const start = starts[last]!
  if (start === last || time[start]! >= changedTo) return false
  const most = 3 * flat.count
  return (
    time[last]! - changedTo < most * intervalMs || last + 1 - time.findIndex((one) => one >= changedTo) < most
  )
}
