import { aqiParameters, aqiTableAt, roundIndex, subIndex } from './aqiTable.ts'
import { decided, isPm, nowCastHours, type AqiIndex } from './hourlyAqi.ts'
import { placeIn, type HourTrack } from './hourTrack.ts'
import { nowCast } from './nowCast.ts'

/** The index of an hour (its start) of a track as `hourlyAqiAt` has it, without what explains it: of years of hours nobody asks
 *  why (environment.md 1.5). */
export function hourlyIndexAt(track: HourTrack, hour: number): AqiIndex {
  const table = aqiTableAt(hour)
  const at = placeIn(track, hour)
  const result: AqiIndex = { method: table.method, aqi: null, band: null, main: null, subIndices: {} }
  for (const parameter of aqiParameters) {
    const column = track.means[parameter]
    if (!column) continue
    const concentration = isPm(parameter) ? castAt(column, at) : column[at]
    if (concentration === undefined || Number.isNaN(concentration)) continue
    result.subIndices[parameter] = roundIndex(subIndex(parameter, concentration, table))
  }
  return decided(result)
}

/** The hours that the NowCast looks at, used again and again. */
const hours: (number | undefined)[] = Array.from({ length: nowCastHours }, () => undefined)

function castAt(column: Float64Array, at: number): number | undefined {
  for (let age = 0; age < nowCastHours; age++) {
    const mean = column[at - age]
    hours[age] = mean === undefined || Number.isNaN(mean) ? undefined : mean
  }
  return nowCast(hours).value ?? undefined
}
