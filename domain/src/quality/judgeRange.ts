import type { Parameter } from '../station/parameter.ts'
import { clipFloor } from './defaultLimits.ts'
import { flag, type Flag } from './flag.ts'
import type { Limits } from './limits.ts'

/** Gross-range test (environment.md 7.2 test 3, limits of 7.3): outside the fail range 4, outside the suspect range 3,
 *  inside both 1, and 2 when the parameter has no limits. Slightly negative values are good (7.3, last lines).
 *  @param value in the parameter's canonical unit */
export function judgeRange(parameter: Parameter, value: number): Flag {
  return rangeFlag(parameter, value < 0 ? (clipFloor(parameter.id) ?? null) : null, value)
}

/** The same with the limits of one station. @param clip lowest negative value that is good; null: none is */
export function rangeFlag(
  { fail, suspect }: Pick<Limits, 'fail' | 'suspect'>,
  clip: number | null,
  value: number,
): Flag {
  if (fail && (value < fail[0] || value > fail[1])) return flag.fail
  if (isClipped(clip, value)) return flag.good
  if (suspect && (value < suspect[0] || value > suspect[1])) return flag.suspect
  return fail || suspect ? flag.good : flag.notEvaluated
}

/** True for a negative value that counts as 0. */
export function isClipped(clip: number | null, value: number): boolean {
  return value < 0 && clip !== null && value >= clip
}
