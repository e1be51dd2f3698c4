import { flagOfState, isOffDuty } from './arrivedState.ts'
import { flag, type Flag } from './flag.ts'
import type { TestOutcomes } from './tests.ts'

/** The flag of a value from its tests (environment.md 7.1): any 4, else any 3, else 2 where the sender leaves open what the
 *  value is, else 1 when a test passed, else 2. What an analyst decided goes before all tests, but never makes a value
 *  of a device in calibration or with a fault usable. */
export function overallFlag(outcomes: Readonly<TestOutcomes>): Flag {
  if (isOffDuty(outcomes.device)) return flag.fail
  if (outcomes.override !== 0) return outcomes.override as Flag
  const given = flagOfState(outcomes.device)
  if (given === flag.missing) return flag.missing
  const { range, step, spike, flat, cross } = outcomes
  const worst = Math.max(range === flag.notEvaluated ? 0 : range, step, spike, flat, cross)
  if (given === flag.fail || worst === flag.fail) return flag.fail
  if (given === flag.suspect || worst === flag.suspect) return flag.suspect
  if (given === flag.notEvaluated) return flag.notEvaluated
  return worst === flag.good ? flag.good : flag.notEvaluated
}
