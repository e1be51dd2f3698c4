import { flag, type Flag } from './flag.ts'

/** What came with a value beside it: the device status of station files (environment.md 4.4), or a flag that the file gave.
 *  Kept apart from what our own tests find, so that the same value sent again is known as the same. */
export const arrivedState = {
  /** Status 00, or none said. */
  measuring: 0,
  /** 01 */
  calibration: 1,
  /** 02 */
  deviceFault: 2,
  /** A status that is none of the three. */
  unknownStatus: 3,
} as const

/** The state of a device status as it is written in files and payloads. */
export function stateOfStatus(status: unknown): number {
  switch (status) {
    case '00':
      return arrivedState.measuring
    case '01':
      return arrivedState.calibration
    case '02':
      return arrivedState.deviceFault
    default:
      return arrivedState.unknownStatus
  }
}

/** Flags of the sender have their own states, from 6 (flag 2) to 13 (flag 9): all fit four bits. */
const givenOffset = 4

/** The state of a value to which its sender gave a flag other than good. */
export function stateOfGiven(given: Flag): number {
  return given + givenOffset
}

/** The flag that the state alone means: 1 while measuring, 4 in calibration and with a fault (environment.md 7.1). */
export function flagOfState(state: number): Flag {
  switch (state) {
    case arrivedState.measuring:
      return flag.good
    case arrivedState.calibration:
    case arrivedState.deviceFault:
      return flag.fail
    case arrivedState.unknownStatus:
      return flag.notEvaluated
    default:
      return (state - givenOffset) as Flag
  }
}

/** True for a state that stands for a flag of the sender. */
export function isGiven(state: number): boolean {
  return state > givenOffset
}

/** True for what a device measured of nothing: neither an average nor an index ever takes it, whoever says otherwise. */
export function isOffDuty(state: number): boolean {
  return state === arrivedState.calibration || state === arrivedState.deviceFault
}
