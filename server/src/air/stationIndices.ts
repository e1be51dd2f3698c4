import { aqiBands, aqiMethod } from '@city/domain/air/aqiTable.ts'
import { healthAdvice } from '@city/domain/air/healthAdvice.ts'
import type { StationAqi } from '@city/domain/api/schemas.ts'
import type { Span } from '../series/windowFigures.ts'
import { dayPoint, hourPoint } from './airPoints.ts'
import { readIndexHours, type IndexParts } from './readIndexHours.ts'
import { yearsOf } from './yearMeans.ts'

/** VN_AQI of every hour or day of the span that has ended, computed from what is stored now, with everything that explains
 *  it. Rejects with StoreAway. */
export async function readStationIndices(
  parts: IndexParts,
  kind: 'hour' | 'day',
  span: Span,
): Promise<StationAqi> {
  const { asked, track, changes } = await readIndexHours(parts, kind, span)
  const point = kind === 'hour' ? hourPoint : dayPoint
  const points = asked.map((time) => point(track, time, changes.get(time)))
  const answer = { station: parts.station.id, kind, method: aqiMethod, points, advice: adviceFor(points) }
  return kind === 'day' ? { ...answer, years: yearsOf(track, asked) } : answer
}

function adviceFor(points: StationAqi['points']): NonNullable<StationAqi['advice']> {
  const seen = new Set(points.map(({ band }) => band))
  return Object.fromEntries(
    aqiBands
      .filter(({ band }) => seen.has(band))
      .map(({ band, vi, en, colour }) => [band, { name: { vi, en }, colour, ...healthAdvice[band] }]),
  )
}
