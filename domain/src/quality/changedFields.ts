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
  const changes = new Map<number, Record<string, number>>()
  // Values come in order of time, one parameter after the other.
  let place = 0
  for (const { time, parameter, flag: judged, tests, state, isStateKnown } of values) {
    if (place === rows.length || rows[place]!.time > time) place = 0
    while (place < rows.length && rows[place]!.time < time) place++
    const fields = rows[place]?.time === time ? rows[place]!.fields : undefined
    const { flag: q, tests: t, state: s } = qualityFields(parameter)
    const isFlag = (fields?.[q] ?? flag.good) === judged
    const isTests = (fields?.[t] ?? 0) === tests
    if (isFlag && isTests && isStateKnown) continue
    const change: Record<string, number> = { ...changes.get(time) }
    if (!isFlag) change[q] = judged
    if (!isTests) change[t] = tests
    if (!isStateKnown) change[s] = state
    changes.set(time, change)
  }
  return changes
}
