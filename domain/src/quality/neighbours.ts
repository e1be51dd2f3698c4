import { distanceKm } from '../flood/distanceKm.ts'
import type { Station } from '../station/station.ts'
import { stepsUntil, type RainTrack } from './rainTrack.ts'

/** Gauges must have been dry for this long before heavy rain at another one is doubted, ms (environment.md 7.2 test 7). */
export const drySpanMs = 30 * 60_000
/** Rain of 10 minutes from which a gauge is asked whether it is alone, mm. */
export const heavyMm = 10

/** Rain gauges within `km` of a station, itself not among them. */
export function gaugesAround(
  station: Pick<Station, 'id' | 'lat' | 'lon'>,
  stations: Iterable<Station>,
  km: number,
): Station[] {
  return [...stations].filter(
    (other) => other.domain === 'rain' && other.id !== station.id && distanceKm(station, other) <= km,
  )
}

/** Neighbour test for rain (environment.md 7.2 test 7): more than 10 mm in 10 minutes while all gauges around that
 *  reported have been dry for 30 minutes. Undefined when the rain is less or no gauge around reported: silence is not
 *  dryness.
 *  @param around rain of each gauge within 5 km */
export function isAloneInRain(time: number, mm: number, around: Iterable<RainTrack>): boolean | undefined {
  if (mm <= heavyMm) return undefined
  let hasReported = false
  for (const track of around) {
    const end = stepsUntil(track, time)
    for (let at = stepsUntil(track, time - drySpanMs); at < end; at++) {
      if (track.mm[at]! > 0) return false
      hasReported = true
    }
  }
  return hasReported ? true : undefined
}
