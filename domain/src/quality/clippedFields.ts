import { parametersOf } from '../station/parameter.ts'
import { clipFloor } from './defaultLimits.ts'

const none: ReadonlySet<string> = new Set()
const ofAir: ReadonlySet<string> = new Set(
  parametersOf('air').flatMap(({ id }) => (clipFloor(id) === undefined ? [] : [id])),
)

/** Fields of a measurement whose negative values, where they are good, count as 0 in statistics (environment.md 7.3, last
 *  lines): concentrations in air. */
export function clippedFields(measurement: string): ReadonlySet<string> {
  return measurement === 'air' ? ofAir : none
}
