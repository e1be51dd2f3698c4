import { compareWithLimit } from '@city/domain/air/airLimits.ts'
import { aqiParameters } from '@city/domain/air/aqiTable.ts'
import { dayHours } from '@city/domain/air/dailyAqi.ts'
import { placeIn, runningMean, type HourTrack } from '@city/domain/air/hourTrack.ts'
import type { StationAqi } from '@city/domain/api/schemas.ts'
import { hanoiDate } from '@city/domain/time/hanoiDate.ts'
import { dayMs } from '@city/domain/time/hanoiTime.ts'
import { limitOf } from './airPoints.ts'

/** A year's mean needs this share of its days (as means of hours do, environment.md 1.8 [P]). */
const completeness = 0.75

/** Calendar years of which enough days are in the track, with their means beside the annual limits. A parameter without
 *  enough complete days is left out.
 *  @param days starts of days of Hanoi, in order */
export function yearsOf(track: HourTrack, days: readonly number[]): NonNullable<StationAqi['years']> {
  const years = Map.groupBy(days, (day) => Number(hanoiDate(day).slice(0, 4)))
  return [...years].flatMap(([year, list]) => {
    const needed = completeness * ((Date.UTC(year + 1, 0) - Date.UTC(year, 0)) / dayMs)
    if (list.length < needed) return []
    const limits = aqiParameters.flatMap((parameter) => {
      const means = list
        .map((day) => runningMean(track, parameter, placeIn(track, day) + dayHours - 1, dayHours))
        .filter((mean) => mean !== undefined)
      if (means.length < needed) return []
      const mean = means.reduce((sum, one) => sum + one, 0) / means.length
      const compared = compareWithLimit(parameter, 'year', mean, list.at(-1)!)
      return compared ? [limitOf(compared)] : []
    })
    return [{ year, days: list.length, limits }]
  })
}
