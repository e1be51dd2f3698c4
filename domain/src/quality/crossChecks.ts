import { hanoiOffsetMs, dayMs, hourMs } from '../time/hanoiTime.ts'

/** What one reading holds of a parameter that may be compared; undefined: nothing. */
export type ValueOf = (parameter: string) => number | undefined

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

/** Cross checks within one reading (environment.md 7.2 test 7).
 *  @returns 3 for each parameter that is part of a contradiction, 1 for those that were compared and agree */
export function crossChecks(valueOf: ValueOf): ReadonlyMap<string, number> {
  const outcomes = new Map<string, number>()
  const tell = (isFine: boolean, ...parameters: string[]): void => {
    for (const one of parameters) outcomes.set(one, Math.max(outcomes.get(one) ?? 0, isFine ? 1 : 3))
  }
  const [pm25, pm10] = [valueOf('pm25'), valueOf('pm10')]
  if (pm25 !== undefined && pm10 !== undefined) tell(pm25 <= 1.1 * pm10 + 5, 'pm25', 'pm10')
  const [no, no2, nox] = [valueOf('no'), valueOf('no2'), valueOf('nox')]
  if (no !== undefined && no2 !== undefined && nox !== undefined)
    tell(
      [no + no2, no * noAsNo2 + no2].some((sum) => Math.abs(sum - nox) <= Math.max(noxShare * nox, noxNoise)),
      ...['no', 'no2', 'nox'],
    )
  const [oxygen, temp] = [valueOf('do'), valueOf('temp')]
  if (oxygen !== undefined && temp !== undefined)
    tell((oxygen / saturatedOxygen(temp)) * 100 <= mostSaturation, 'do')
  const [tenMinutes, hour] = [valueOf('rain_10m'), valueOf('rain_1h')]
  if (tenMinutes !== undefined && hour !== undefined) tell(hour >= tenMinutes - tip, 'rain_10m', 'rain_1h')
  return outcomes
}

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
