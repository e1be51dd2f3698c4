import type { SeriesRow } from '../series/seriesStore.ts'
import { crossChecks, dayRainCheck } from './crossChecks.ts'
import { mostGaps } from './track.ts'
import type { ValueColumn } from './valueColumn.ts'

/** Outcomes of the cross checks by row and parameter; none where nothing could be compared. */
export function crossOutcomes(
  rows: readonly Pick<SeriesRow, 'time' | 'fields'>[],
  span: { from: number; to: number },
  columns: ReadonlyMap<string, ValueColumn>,
  { intervalMs, isAlone }: CrossContext,
): Map<number, Map<string, number>> {
  const comparable = new Map<number, Map<string, number>>()
  for (const [parameter, { track }] of columns) {
    for (let at = 0; at < track.row.length; at++) {
      const row = track.row[at]!
      let values = comparable.get(row)
      if (!values) comparable.set(row, (values = new Map()))
      values.set(parameter, track.value[at]!)
    }
  }
  const outcomes = new Map<number, Map<string, number>>()
  for (const [row, values] of comparable) {
    const { time } = rows[row]!
    if (time < span.from || time >= span.to) continue
    const found = new Map(crossChecks((parameter) => values.get(parameter)))
    const mm = values.get('rain_10m')
    const alone = mm === undefined ? undefined : isAlone?.(time, mm)
    if (alone !== undefined) found.set('rain_10m', Math.max(found.get('rain_10m') ?? 0, alone ? 3 : 1))
    if (found.size > 0) outcomes.set(row, found)
  }
  const day = columns.get('rain_day')?.track
  for (let at = 1; day && at < day.row.length; at++) {
    const row = day.row[at]!
    const before = { time: day.time[at - 1]!, mm: day.value[at - 1]! }
    const now = { time: day.time[at]!, mm: day.value[at]! }
    if (now.time - before.time > mostGaps * intervalMs) continue
    const found = outcomes.get(row) ?? new Map<string, number>()
    outcomes.set(row, found.set('rain_day', Math.max(found.get('rain_day') ?? 0, dayRainCheck(before, now))))
  }
  return outcomes
}

export interface CrossContext {
  intervalMs: number
  isAlone?: (time: number, mm: number) => boolean | undefined
}
