import type { Parameter } from '../station/parameter.ts'
import { flag, type Flag } from './flag.ts'

/** Gross-range test (environment.md 7.2 test 3, limits of 7.3): outside the fail range 4, outside the suspect range 3,
 *  inside both 1, and 2 when the parameter has no limits.
 *  @param value in the parameter's canonical unit */
export function judgeRange(parameter: Parameter, value: number): Flag {
  const { fail, suspect } = parameter
  if (fail && (value < fail[0] || value > fail[1])) return flag.fail
  if (suspect && (value < suspect[0] || value > suspect[1])) return flag.suspect
  return fail || suspect ? flag.good : flag.notEvaluated
}
