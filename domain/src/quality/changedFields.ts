import { qualityFields } from '../series/measurements.ts'
import { flag } from './flag.ts'
import type { JudgedColumn } from './judgedColumn.ts'
import type { StationColumns } from './stationColumns.ts'

/** Fields that differ from what is stored, by time: `q_` and `t_` of each value, and the state where only the flag of an older
 *  program told it. Nothing where all is as it should be.
 *  @param stored what was judged */
export function changedFields(
  { times, values }: StationColumns,
  columns: readonly JudgedColumn[],
): Map<number, Record<string, number>> {
  const changes = new Map<number, Record<string, number>>()
  for (const { parameter, row, flag: flags, tests, state, isStateKnown } of columns) {
    const { flag: q, tests: t, state: s } = qualityFields(parameter)
    const [storedFlags, storedTests] = [values.get(q), values.get(t)]
    for (let at = 0; at < row.length; at++) {
      const isFlag = numberOr(flag.good, storedFlags, row[at]!) === flags[at]
      const isTests = numberOr(0, storedTests, row[at]!) === tests[at]
      if (isFlag && isTests && isStateKnown[at]) continue
      const time = times[row[at]!]!
      const known = changes.get(time)
      const change = known ?? {}
      if (!isFlag) change[q] = flags[at]!
      if (!isTests) change[t] = tests[at]!
      if (!isStateKnown[at]) change[s] = state[at]!
      if (!known) changes.set(time, change)
    }
  }
  return changes
}

/** What is stored in a row, or what holds where nothing is. */
function numberOr(usual: number, column: Float64Array | undefined, row: number): number {
  const stored = column ? column[row]! : NaN
  return Number.isNaN(stored) ? usual : stored
}
