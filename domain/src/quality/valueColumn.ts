import { qualityFields } from '../series/measurements.ts'
import type { Domain } from '../station/station.ts'
import { arrivedState, flagOfState } from './arrivedState.ts'
import { flag } from './flag.ts'
import { rangeFlag } from './judgeRange.ts'
import type { Limits } from './limits.ts'
import type { StationColumns } from './stationColumns.ts'
import { stateOf } from './storedState.ts'
import type { Track } from './track.ts'

/** The values of one parameter in the rows that are judged. */
export interface ValueColumn {
  limits: Limits
  /** Of each value, in order: its row, itself, the state it came with, whether that is stored (1), its range flag. */
  row: Int32Array
  value: Float64Array
  state: Uint8Array
  isKnown: Uint8Array
  range: Uint8Array
  /** Those that may be compared. */
  track: Track
}

/** Undefined when no row has a value of the parameter. */
export function valueColumn(
  { times, values }: StationColumns,
  parameter: string,
  limits: Limits,
  domain: Domain,
): ValueColumn | undefined {
  const stored = values.get(parameter)
  const most = stored ? valuesIn(stored) : 0
  if (!stored || most === 0) return undefined
  const names = qualityFields(parameter)
  const [flags, tests, states] = [values.get(names.flag), values.get(names.tests), values.get(names.state)]
  const [row, value, time] = [new Int32Array(most), new Float64Array(most), new Float64Array(most)]
  const [state, isKnown, range] = [new Uint8Array(most), new Uint8Array(most), new Uint8Array(most)]
  const [trackRow, trackValue] = [new Int32Array(most), new Float64Array(most)]
  let [count, compared] = [0, 0]
  for (let at = 0; at < stored.length; at++) {
    const own = stored[at]!
    if (Number.isNaN(own)) continue
    const given = stateAt(states, at)
    let arrived = given
    if (Number.isNaN(given)) {
      const found = stateOf(domain, parameter, {
        value: own,
        flag: stateAt(flags, at),
        tests: stateAt(tests, at),
      })
      arrived = found ?? arrivedState.measuring
      isKnown[count] = found === undefined ? 1 : 0
    } else isKnown[count] = 1
    const ranged = rangeFlag(limits, limits.clip, own)
    row[count] = at
    value[count] = own
    state[count] = arrived
    range[count] = ranged
    count++
    if (ranged === flag.fail || flagOfState(arrived) >= flag.fail) continue
    trackRow[compared] = at
    time[compared] = times[at]!
    trackValue[compared] = own
    compared++
  }
  const track = {
    row: trackRow.subarray(0, compared),
    time: time.subarray(0, compared),
    value: trackValue.subarray(0, compared),
  }
  return { limits, row, value, state, isKnown, range, track }
}

function stateAt(column: Float64Array | undefined, at: number): number {
  return column ? column[at]! : NaN
}

function valuesIn(column: Float64Array): number {
  let count = 0
  for (let at = 0; at < column.length; at++) if (!Number.isNaN(column[at]!)) count++
  return count
}
