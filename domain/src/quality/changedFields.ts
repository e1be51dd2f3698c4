import { qualityFields } from '../series/measurements.ts'
import type { SeriesRow } from '../series/seriesStore.ts'
import { flag } from './flag.ts'
import type { JudgedValue } from './judgeSpan.ts'

/** Fields that differ from what is stored, by time: `q_` and `t_` of each value, and the state where only the flag of an older
 *  program told it. Nothing where all is as it should be. */
export function changedFields(
  rows: readonly Pick<SeriesRow, 'time' | 'fields'>[],
  values: readonly JudgedValue[],
): Map<number, Record<string, number>> {
  const stored = new Map(rows.map((row) => [row.time, row.fields]))
  const changes = new Map<number, Record<string, number>>()
  for (const { time, parameter, flag: judged, tests, state, isStateKnown } of values) {
    const fields = stored.get(time)
    const { flag: q, tests: t, state: s } = qualityFields(parameter)
    const change: Record<string, number> = {}
    if ((fields?.[q] ?? flag.good) !== judged) change[q] = judged
    if ((fields?.[t] ?? 0) !== tests) change[t] = tests
    if (!isStateKnown) change[s] = state
    for (const _ in change) {
      changes.set(time, { ...changes.get(time), ...change })
      break
    }
  }
  return changes
}
