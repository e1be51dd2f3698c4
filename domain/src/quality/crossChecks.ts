import { hanoiOffsetMs, dayMs, hourMs } from '../time/hanoiTime.ts'

/** A comparison within one reading. */
export interface CrossCheck {
  /** Parameters whose values it compares; without any of them it is not made. */
  of: readonly string[]
  /** Those that are suspect when they do not agree. */
  blames: readonly string[]
  /** @param values of the parameters in the order of `of` */
  agree: (...values: [number, number, number]) => boolean
}

/** Share by which NO + NO2 and NOx may differ, and what is noise anyway, µg/m³ [P]. */
const noxShare = 0.2
const noxNoise = 5
/** Molar masses of NO2 and NO: analysers give NOx in µg/m³ as NO2, others add up the masses. */
const noAsNo2 = 46.006 / 30.006
/** Highest believable saturation, % (environment.md 7.2). */
const mostSaturation = 250
/** Rain amounts are sums of tips; smaller differences are rounding, mm. */
const tip = 0.05
/** Hours of Hanoi at which a day of rain may begin: midnight, and the observation days from 7 and 19 h. */
const resetHours = [0, 7, 19]

/** Cross checks within one reading (environment.md 7.2 test 7). */
export const crossChecks: readonly CrossCheck[] = [
  { of: ['pm25', 'pm10'], blames: ['pm25', 'pm10'], agree: (pm25, pm10) => pm25 <= 1.1 * pm10 + 5 },
  {
    of: ['no', 'no2', 'nox'],
    blames: ['no', 'no2', 'nox'],
    agree: (no, no2, nox) =>
      [no + no2, no * noAsNo2 + no2].some((sum) => Math.abs(sum - nox) <= Math.max(noxShare * nox, noxNoise)),
  },
  {
    of: ['do', 'temp'],
    blames: ['do'],
    agree: (oxygen, temp) => (oxygen / saturatedOxygen(temp)) * 100 <= mostSaturation,
  },
  {
    of: ['rain_10m', 'rain_1h'],
    blames: ['rain_10m', 'rain_1h'],
    agree: (tenMinutes, hour) => hour >= tenMinutes - tip,
  },
]

/** Dissolved oxygen at saturation, mg/L, for water of `temp` °C (Decision 1460; environment.md 2.2). */
function saturatedOxygen(temp: number): number {
  return 14.652 - 0.41022 * temp + 0.007991 * temp ** 2 - 0.000077774 * temp ** 3
}

/** The rain of a day never falls, except where a day begins.
 *  @returns 3 when it fell without that, else 1 */
export function dayRainCheck(
  before: { time: number; mm: number },
  now: { time: number; mm: number },
): number {
  return now.mm >= before.mm - tip || hasReset(before.time, now.time) ? 1 : 3
}

function hasReset(after: number, until: number): boolean {
  return resetHours.some((hour) => {
    const shift = hour * hourMs - hanoiOffsetMs
    return Math.floor((until - shift) / dayMs) > Math.floor((after - shift) / dayMs)
  })
}
