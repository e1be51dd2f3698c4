import { hourMs } from '../time/hanoiTime.ts'
import type { Sample } from './spell.ts'

export interface ChlaRise {
  /** Start of the last of the three hours, ms since 1970 UTC. */
  time: number
  /** Mean of three hours, µg/L. */
  now: number
  /** Mean of the 24 hours that ended a day before, µg/L. */
  before: number
}

const nowHours = 3
const beforeHours = 24

/** For each hour: chlorophyll-a of three hours (two of them there) beside that of the 24 hours that ended a day before
 *  (twelve of them there) [P]. A whole day is looked back to, because the fluorescence of algae follows the light.
 *  @param hours hourly means in order of time, `time` = start of the hour */
export function chlaRises(hours: readonly Sample[]): ChlaRise[] {
  const byHour = new Map(hours.map(({ time, value }) => [time, value]))
  const meanOf = (last: number, count: number, least: number): number | undefined => {
    const found = Array.from({ length: count }, (_, age) => byHour.get(last - age * hourMs))
    const present = found.filter((one) => one !== undefined)
    return present.length < least ? undefined : present.reduce((sum, one) => sum + one, 0) / present.length
  }
  return hours.flatMap(({ time }) => {
    const now = meanOf(time, nowHours, 2)
    const before = meanOf(time - 24 * hourMs, beforeHours, 12)
    return now === undefined || before === undefined ? [] : [{ time, now, before }]
  })
}
