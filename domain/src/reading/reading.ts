import type { Domain } from '../station/station.ts'
import type { Flag } from '../quality/flag.ts'

/** What one station reported for one moment, in canonical units.
 *  `time`: ms since 1970 UTC of the observation. `flags` holds only flags other than 1 (good). */
export interface Reading {
  station: string
  domain: Domain
  time: number
  values: Record<string, number>
  flags: Record<string, Flag>
  /** Device status of values where it is not 00 (quality/arrivedState.ts). */
  states?: Record<string, number>
}
