import type { SeriesRow } from '../series/seriesStore.ts'
import type { Station } from '../station/station.ts'
import { flagField } from '../series/measurements.ts'
import { flagOfState } from './arrivedState.ts'
import { flag } from './flag.ts'
import { judgeRange } from './judgeRange.ts'
import { findParameter } from '../station/parameter.ts'
import { storedState } from './storedState.ts'

/** Gauges must have been dry for this long before heavy rain at another one is doubted, ms (environment.md 7.2 test 7). */
export const drySpanMs = 30 * 60_000
/** Rain of 10 minutes from which a gauge is asked whether it is alone, mm. */
export const heavyMm = 10

const earthKm = 6371

/** Distance of two places, km. */
export function distanceKm(a: Pick<Station, 'lat' | 'lon'>, b: Pick<Station, 'lat' | 'lon'>): number {
  const rad = Math.PI / 180
  const [x, y] = [Math.sin(((b.lat - a.lat) * rad) / 2), Math.sin(((b.lon - a.lon) * rad) / 2)]
  return 2 * earthKm * Math.asin(Math.sqrt(x * x + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * y * y))
}

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

/** Rain of one gauge as it arrived: what no device measured or no sky gives is left out. */
export function believableRain(
  rows: readonly Pick<SeriesRow, 'time' | 'fields'>[],
): { time: number; mm: number }[] {
  const parameter = findParameter('rain', 'rain_10m')!
  return rows.flatMap(({ time, fields }) => {
    const mm = fields.rain_10m
    if (typeof mm !== 'number' || judgeRange(parameter, mm) === flag.fail) return []
    return flagOfState(storedState('rain', 'rain_10m', fields).state) >= flag.fail ? [] : [{ time, mm }]
  })
}

/** Fields that `believableRain` needs. */
export const rainFields = ['rain_10m', flagField('rain_10m'), 't_rain_10m', 's_rain_10m']

/** Neighbour test for rain (environment.md 7.2 test 7): more than 10 mm in 10 minutes while all gauges around that
 *  reported have been dry for 30 minutes. Undefined when the rain is less or no gauge around reported: silence is not
 *  dryness.
 *  @param around rain of each gauge within 5 km */
export function isAloneInRain(
  time: number,
  mm: number,
  around: readonly (readonly { time: number; mm: number }[])[],
): boolean | undefined {
  if (mm <= heavyMm) return undefined
  const reported = around
    .map((gauge) => gauge.filter((one) => one.time > time - drySpanMs && one.time <= time))
    .filter((gauge) => gauge.length > 0)
  return reported.length === 0 ? undefined : reported.every((gauge) => gauge.every((one) => one.mm <= 0))
}
