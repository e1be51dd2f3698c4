import { qualityFields } from '../series/measurements.ts'
import { findParameter } from '../station/parameter.ts'
import type { Domain } from '../station/station.ts'
import { arrivedState, stateOfGiven } from './arrivedState.ts'
import { flag, isFlag } from './flag.ts'
import { judgeRange } from './judgeRange.ts'

type Fields = Readonly<Record<string, number | string>>

/** The state with which a stored value arrived. Values that were stored before states were kept, or that another program
 *  wrote, have a flag alone: what their range does not explain was given to them.
 *  `isKnown`: false when it was only worked out and nothing stored says it. */
export function storedState(
  domain: Domain,
  parameter: string,
  fields: Fields,
): { state: number; isKnown: boolean } {
  const names = qualityFields(parameter)
  const state = fields[names.state]
  if (typeof state === 'number') return { state, isKnown: true }
  const found = stateOf(domain, parameter, {
    value: numberOf(fields[parameter]),
    flag: numberOf(fields[names.flag]),
    tests: names.tests in fields ? 0 : NaN,
  })
  return { state: found ?? arrivedState.measuring, isKnown: found === undefined }
}

/** The same of a value without a stored state; NaN: not stored. Undefined: the device measured. */
export function stateOf(
  domain: Domain,
  parameter: string,
  { value, flag: judged, tests }: { value: number; flag: number; tests: number },
): number | undefined {
  if (Number.isNaN(judged) || !Number.isNaN(tests) || Number.isNaN(value)) return undefined
  if (judged === flag.good || !isFlag(judged)) return undefined
  const found = findParameter(domain, parameter)
  const isExplained =
    found !== undefined && (judgeRange(found, value) === judged || (judged === flag.suspect && value < 0))
  return isExplained ? undefined : stateOfGiven(judged)
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : NaN
}
