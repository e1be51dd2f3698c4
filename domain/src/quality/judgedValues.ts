import type { Flag } from './flag.ts'
import type { JudgedColumn } from './judgedColumn.ts'

/** One value as judged. `tests`: 0 when there is nothing to tell beside the flag. `state`: as it arrived;
 *  `isStateKnown`: false when it is not stored yet. */
export interface JudgedValue {
  time: number
  parameter: string
  flag: Flag
  tests: number
  state: number
  isStateKnown: boolean
}

/** The values of columns one by one, for who looks at few. */
export function judgedValues(times: Float64Array, columns: readonly JudgedColumn[]): JudgedValue[] {
  return columns.flatMap(({ parameter, row, flag, tests, state, isStateKnown }) =>
    Array.from(row, (place, at) => ({
      time: times[place]!,
      parameter,
      flag: flag[at] as Flag,
      tests: tests[at]!,
      state: state[at]!,
      isStateKnown: isStateKnown[at] === 1,
    })),
  )
}
