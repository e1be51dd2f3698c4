import type { Reading } from '../reading/reading.ts'
import { findParameter } from '../station/parameter.ts'
import { arrivedState, stateOfGiven } from './arrivedState.ts'
import { flag } from './flag.ts'
import { judgeRange } from './judgeRange.ts'

/** The state with which a value of a reading comes: what its device said, or the flag that a file gave it, which is the one
 *  that its range does not explain. */
export function readingState({ domain, values, flags, states }: Reading, parameter: string): number {
  const state = states?.[parameter]
  if (state !== undefined) return state
  const judged = flags[parameter] ?? flag.good
  const found = judged === flag.good ? undefined : findParameter(domain, parameter)
  return !found || judgeRange(found, values[parameter]!) === judged
    ? arrivedState.measuring
    : stateOfGiven(judged)
}
