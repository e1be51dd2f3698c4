import { crossChecks, dayRainCheck } from './crossChecks.ts'
import { mostGaps } from './track.ts'
import type { ValueColumn } from './valueColumn.ts'

export interface CrossContext {
  intervalMs: number
  isAlone?: (time: number, mm: number) => boolean | undefined
}

/** Outcomes of the cross checks by parameter, one a row: 3 where the value is part of a contradiction, 1 where it was
 *  compared and agrees, 0 where nothing could be compared. */
export function crossOutcomes(
  times: Float64Array,
  span: { from: number; to: number },
  columns: ReadonlyMap<string, ValueColumn>,
  { intervalMs, isAlone }: CrossContext,
): ReadonlyMap<string, Uint8Array> {
  const outcomes = new Map<string, Uint8Array>()
  const outcomesOf = (parameter: string): Uint8Array => {
    let own = outcomes.get(parameter)
    if (!own) outcomes.set(parameter, (own = new Uint8Array(times.length)))
    return own
  }
  const isInSpan = (row: number): boolean => times[row]! >= span.from && times[row]! < span.to

  for (const { of, blames, agree } of crossChecks) {
    if (of.some((parameter) => !columns.has(parameter))) continue
    const [one, other, third = other] = of.map((parameter) =>
      valuesByRow(columns.get(parameter)!, times.length),
    )
    const blamed = blames.map(outcomesOf)
    for (let row = 0; row < times.length; row++) {
      const a = one![row]!
      const b = other![row]!
      const c = third![row]!
      if (Number.isNaN(a + b + c) || !isInSpan(row)) continue
      const outcome = agree(a, b, c) ? 1 : 3
      for (const own of blamed) if (outcome > own[row]!) own[row] = outcome
    }
  }

  const tenMinutes = columns.get('rain_10m')?.track
  for (let at = 0; isAlone && tenMinutes && at < tenMinutes.row.length; at++) {
    const row = tenMinutes.row[at]!
    if (!isInSpan(row)) continue
    const alone = isAlone(tenMinutes.time[at]!, tenMinutes.value[at]!)
    if (alone === undefined) continue
    const own = outcomesOf('rain_10m')
    own[row] = Math.max(own[row]!, alone ? 3 : 1)
  }

  const day = columns.get('rain_day')?.track
  for (let at = 1; day && at < day.row.length; at++) {
    const before = { time: day.time[at - 1]!, mm: day.value[at - 1]! }
    const now = { time: day.time[at]!, mm: day.value[at]! }
    if (now.time - before.time > mostGaps * intervalMs) continue
    outcomesOf('rain_day')[day.row[at]!] = dayRainCheck(before, now)
  }
  return outcomes
}

/** Values that may be compared, one a row; NaN where there is none. */
function valuesByRow({ track }: ValueColumn, rows: number): Float64Array {
  const values = new Float64Array(rows).fill(NaN)
  for (let at = 0; at < track.row.length; at++) values[track.row[at]!] = track.value[at]!
  return values
}
