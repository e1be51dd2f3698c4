import { qualityFields } from '../series/measurements.ts'
import { findParameter } from '../station/parameter.ts'
import type { Domain } from '../station/station.ts'
import { arrivedState, stateOfGiven } from './arrivedState.ts'
import { flag, isFlag } from './flag.ts'
import { judgeRange } from './judgeRange.ts'

type Fields = Readonly<Record<string, number | string>>

const measuring = { state: arrivedState.measuring, isKnown: true } as const

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
  const judged = fields[names.flag]
  const value = fields[parameter]
  if (typeof judged !== 'number' || names.tests in fields || typeof value !== 'number') return measuring
  if (judged === flag.good || !isFlag(judged)) return measuring
  const found = findParameter(domain, parameter)
  const isExplained =
    found !== undefined && (judgeRange(found, value) === judged || (judged === flag.suspect && value < 0))
  return isExplained ? measuring : { state: stateOfGiven(judged), isKnown: false }
}
