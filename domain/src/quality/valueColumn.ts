import type { SeriesRow } from '../series/seriesStore.ts'
import type { Domain } from '../station/station.ts'
import { flagOfState } from './arrivedState.ts'
import { flag, type Flag } from './flag.ts'
import { rangeFlag } from './judgeRange.ts'
import type { Limits } from './limits.ts'
import { storedState } from './storedState.ts'
import type { Track } from './track.ts'

/** The values of one parameter in the rows that are judged. */
export interface ValueColumn {
  limits: Limits
  /** Of each value, in order: its row, itself, the state it came with, its range flag. */
  row: number[]
  value: number[]
  state: number[]
  isKnown: boolean[]
  range: Flag[]
  /** Those that may be compared. */
  track: Track
}

/** Undefined when no row has a value of the parameter. */
export function valueColumn(
  rows: readonly Pick<SeriesRow, 'time' | 'fields'>[],
  parameter: string,
  limits: Limits,
  domain: Domain,
): ValueColumn | undefined {
  const track: Track = { row: [], time: [], value: [] }
  const column: ValueColumn = { limits, row: [], value: [], state: [], isKnown: [], range: [], track }
  for (let row = 0; row < rows.length; row++) {
    const { time, fields } = rows[row]!
    const value = fields[parameter]
    if (typeof value !== 'number') continue
    const { state, isKnown } = storedState(domain, parameter, fields)
    const range = rangeFlag(limits, limits.clip, value)
    column.row.push(row)
    column.value.push(value)
    column.state.push(state)
    column.isKnown.push(isKnown)
    column.range.push(range)
    if (range === flag.fail || flagOfState(state) >= flag.fail) continue
    track.row.push(row)
    track.time.push(time)
    track.value.push(value)
  }
  return column.row.length > 0 ? column : undefined
}
