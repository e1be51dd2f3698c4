import { aqiBands, aqiMethod, aqiParameters } from '@city/domain/air/aqiTable.ts'
import { reachBeforeDay } from '@city/domain/air/dailyAqi.ts'
import { healthAdvice } from '@city/domain/air/healthAdvice.ts'
import { hourTrackOf } from '@city/domain/air/hourTrack.ts'
import type { StationAqi } from '@city/domain/api/schemas.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { dayMs, hanoiDayStart, hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { readIndexChanges } from '@city/store/state/indexRevisions.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { readWindowRows } from '../series/readWindowRows.ts'
import type { Span } from '../series/windowFigures.ts'
import { dayPoint, hourPoint } from './airPoints.ts'
import { yearsOf } from './yearMeans.ts'

export interface IndexParts {
  series: Pick<SeriesStore, 'readRows' | 'readWindows'>
  state: StateDb
  station: Station
  now: number
}

/** An hour looks at itself and the 23 before (NowCast 12, running mean of a day 24); a day at the 7 hours before it. */
const kinds = {
  hour: {
    stepMs: hourMs,
    startOf: hourStart,
    lookBackMs: 23 * hourMs,
    index: 'vn_aqi_hour',
    point: hourPoint,
  },
  day: {
    stepMs: dayMs,
    startOf: hanoiDayStart,
    lookBackMs: reachBeforeDay * hourMs,
    index: 'vn_aqi_day',
    point: dayPoint,
  },
} as const

/** VN_AQI of every hour or day of the span that has ended, computed from what is stored now, with everything that explains
 *  it. Rejects with StoreAway. */
export async function readStationIndices(
  { series, state, station, now }: IndexParts,
  kind: 'hour' | 'day',
  span: Span,
): Promise<StationAqi> {
  const { stepMs, startOf, lookBackMs, index, point } = kinds[kind]
  const from = startOf(span.from)
  const to = Math.min(startOf(span.to - 1) + stepMs, startOf(now))
  const asked: number[] = []
  for (let time = from; time < to; time += stepMs) asked.push(time)
  const around = { from: from - lookBackMs, to: Math.max(to, from) }
  const parts = { series, state, station, parameters: aqiParameters, now, meansOnly: true }
  const rows = asked.length === 0 ? [] : await readWindowRows(parts, '1h', around)
  const track = hourTrackOf(around, rows, station.intervalS)
  const changes = readIndexChanges(state, { station: station.id, kind: index, from, to })
  const points = asked.map((time) => point(track, time, changes.get(time)))
  const answer = { station: station.id, kind, method: aqiMethod, points, advice: adviceFor(points) }
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
