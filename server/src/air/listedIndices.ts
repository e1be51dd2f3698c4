import { compareDay, compareHour } from '@city/domain/air/airComparison.ts'
import { dailyAqiAt } from '@city/domain/air/dailyAqi.ts'
import { whyNoDailyAqi } from '@city/domain/air/explainDay.ts'
import { whyNoHourlyAqi } from '@city/domain/air/explainHour.ts'
import { hourlyAqiAt, type Aqi } from '@city/domain/air/hourlyAqi.ts'
import type { HourTrack } from '@city/domain/air/hourTrack.ts'
import type { AqiListItem } from '@city/domain/api/indexLists.ts'
import { utc } from '../http/cityTime.ts'
import type { Span } from '../series/windowFigures.ts'
import { limitOf } from './airPoints.ts'
import { readIndexHours, type IndexHours, type IndexParts } from './readIndexHours.ts'

type Point = AqiListItem['points'][number]

const kinds = {
  hour: {
    indexAt: (track: HourTrack, time: number) => {
      const result = hourlyAqiAt(track, time)
      return { result, why: whyNoHourlyAqi(result) }
    },
    compareAt: compareHour,
  },
  day: {
    indexAt: (track: HourTrack, time: number) => {
      const result = dailyAqiAt(track, time)
      return { result, why: whyNoDailyAqi(result) }
    },
    compareAt: compareDay,
  },
} as const

/** A station in a list of indices: the same numbers as its own answer gives, without what explains them.
 *  Rejects with StoreAway. */
export async function readListedIndices(
  parts: IndexParts,
  kind: 'hour' | 'day',
  span: Span,
): Promise<AqiListItem> {
  const { indexAt, compareAt } = kinds[kind]
  const { asked, track, changes } = await readIndexHours(parts, kind, span)
  const points = asked.map((time): Point => {
    const { result, why } = indexAt(track, time)
    const change = changes.get(time)
    return {
      ...{ time: utc(time), aqi: result.aqi, band: result.band, main: result.main },
      concentration: concentrationOf(result),
      revised: change ? { at: utc(change.at), was: change.was } : null,
      why,
    }
  })
  return { station: parts.station.id, points, limits: newestLimits({ asked, track }, compareAt) }
}

/** What the main parameter's sub-index rests on; ozone of a day has two, of which the larger decided. */
function concentrationOf({ main, concentrations, unrounded }: Aqi): number | null {
  if (main === null) return null
  const isEightHours = main === 'o3' && (unrounded.o3_8h ?? -1) > (unrounded.o3 ?? -1)
  return (isEightHours ? concentrations.o3_8h : concentrations[main]) ?? null
}

function newestLimits(
  { asked, track }: Pick<IndexHours, 'asked' | 'track'>,
  compareAt: typeof compareHour,
): AqiListItem['limits'] {
  for (const time of asked.toReversed()) {
    const { limits } = compareAt(track, time)
    if (limits.length > 0) return limits.map(limitOf)
  }
  return []
}
