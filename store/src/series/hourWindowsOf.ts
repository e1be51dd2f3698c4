import { clippedFields } from '@city/domain/quality/clippedFields.ts'
import type { StationColumns } from '@city/domain/quality/stationColumns.ts'
import { flagField } from '@city/domain/series/measurements.ts'
import type { SeriesStore, WindowQuery, WindowRow, WindowStats } from '@city/domain/series/seriesStore.ts'
import { hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { sparseS } from './readHourWindows.ts'
import { excludedFlags, notEvaluated } from './windows.ts'

/** Windows of an hour of readings of one station that were just read, with their flags; undefined where the store makes the
 *  figures itself. To the last bit what `readHourWindows` gives: sums are made in the same way and order. */
export function hourWindowsOf(
  kind: SeriesStore['kind'],
  { times, values }: StationColumns,
  query: Omit<WindowQuery, 'everyMs' | 'offsetMs' | 'tags'> & { tags: Record<string, string> },
  intervalS: number,
): WindowRow[] | undefined {
  if (kind !== 'embedded' && intervalS < sparseS) return undefined
  const { measurement, tags, from, to, goodOf = [] } = query
  const clipped = clippedFields(measurement)
  const count = kind === 'embedded' ? bySum : byMean
  const columns = query.fields.flatMap((field) => {
    const value = values.get(field)
    const given = { field, isJudged: goodOf.includes(field), isClipped: clipped.has(field) }
    return value ? [{ ...given, value, flag: values.get(flagField(field)) }] : []
  })
  const windows: WindowRow[] = []
  let at = times.findIndex((time) => time >= from)
  if (at < 0) return windows
  while (at < times.length && times[at]! < to) {
    const time = hourStart(times[at]!)
    const last = Math.min(time + hourMs, to)
    const first = at
    while (at < times.length && times[at]! < last) at++
    const stats: WindowRow['stats'] = {}
    let isEmpty = true
    for (const column of columns) {
      const found = count(column, first, at)
      if (!found) continue
      stats[column.field] = found
      isEmpty = false
    }
    if (!isEmpty) windows.push({ tags, time, stats })
  }
  return windows
}

interface Column {
  value: Float64Array
  flag: Float64Array | undefined
  /** What is flagged 1 alone is told apart. */
  isJudged: boolean
  /** A negative value counts as 0. */
  isClipped: boolean
}

/** Value of a row that counts; NaN: none does. */
function valueAt({ value, flag, isClipped }: Column, at: number): number {
  const stored = value[at]!
  if (flag && excludedFlags.includes(flag[at]!)) return NaN
  return stored < 0 && isClipped ? 0 : stored
}

/** Rows from `first` before `end`, as the embedded store counts them: means of sums (tally.ts). */
function bySum(column: Column, first: number, end: number): WindowStats | undefined {
  let [count, sum, min, max] = [0, 0, Infinity, -Infinity]
  let [good, goodSum] = [0, 0]
  for (let at = first; at < end; at++) {
    const value = valueAt(column, at)
    if (Number.isNaN(value)) continue
    count++
    sum += value
    if (value < min) min = value
    if (value > max) max = value
    if (!column.isJudged || column.flag?.[at] === notEvaluated) continue
    good++
    goodSum += value
  }
  if (count === 0) return undefined
  const mean = sum / count
  if (!column.isJudged || good === count) return { count, mean, min, max }
  return { count, mean, min, max, good: { count: good, mean: good === 0 ? 0 : goodSum / good } }
}

/** The same as rows of InfluxDB are counted: means that follow (windows.ts). */
function byMean(column: Column, first: number, end: number): WindowStats | undefined {
  let [count, mean, min, max] = [0, 0, Infinity, -Infinity]
  let [good, goodMean] = [0, 0]
  let isMixed = false
  for (let at = first; at < end; at++) {
    const value = valueAt(column, at)
    if (Number.isNaN(value)) continue
    count++
    mean = count === 1 ? value : mean + (value - mean) / count
    min = Math.min(min, value)
    max = Math.max(max, value)
    if (column.isJudged && column.flag?.[at] === notEvaluated) {
      isMixed = true
      continue
    }
    good++
    goodMean += (value - goodMean) / good
  }
  if (count === 0) return undefined
  const stats = { count, mean, min, max }
  return isMixed ? { ...stats, good: { count: good, mean: goodMean } } : stats
}
