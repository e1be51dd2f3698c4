import { qualityFields } from '../series/measurements.ts'
import type { SeriesRow } from '../series/seriesStore.ts'
import { flag } from './flag.ts'
import type { JudgedColumn } from './judgedColumn.ts'

/** Fields that differ from what is stored, by time: `q_` and `t_` of each value, and the state where only the flag of an older
 *  program told it. Nothing where all is as it should be.
 *  @param rows those that were judged */
export function changedFields(
  rows: readonly Pick<SeriesRow, 'time' | 'fields'>[],
  columns: readonly JudgedColumn[],
): Map<number, Record<string, number>> {
  const changes = new Map<number, Record<string, number>>()
  for (const { parameter, row, flag: flags, tests, state, isStateKnown } of columns) {
    const { flag: q, tests: t, state: s } = qualityFields(parameter)
    for (let at = 0; at < row.length; at++) {
      const { time, fields } = rows[row[at]!]!
      const isFlag = (fields[q] ?? flag.good) === flags[at]
      const isTests = (fields[t] ?? 0) === tests[at]
      if (isFlag && isTests && isStateKnown[at]) continue
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
