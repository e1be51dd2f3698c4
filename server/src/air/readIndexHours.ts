import { aqiParameters } from '@city/domain/air/aqiTable.ts'
import { reachBeforeDay } from '@city/domain/air/dailyAqi.ts'
import { hourTrackOf, type HourTrack } from '@city/domain/air/hourTrack.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { dayMs, hanoiDayStart, hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { readIndexChanges, type IndexChange } from '@city/store/state/indexRevisions.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { readWindowRows } from '../series/readWindowRows.ts'
import type { Span } from '../series/windowFigures.ts'

export interface IndexParts {
  series: Pick<SeriesStore, 'readRows' | 'readWindows'>
  state: StateDb
  station: Station
  now: number
}

/** What the indices of a station over a span are computed from. */
export interface IndexHours {
  /** Starts of the hours or days of the span that have ended, in order, ms since 1970 UTC. */
  asked: number[]
  /** Means of these hours and of those before that their indices look at. */
  track: HourTrack
  /** Last change of each that has one. */
  changes: ReadonlyMap<number, IndexChange>
}

/** An hour looks at itself and the 23 before (NowCast 12, running mean of a day 24); a day at the 7 hours before it. */
const kinds = {
  hour: { stepMs: hourMs, startOf: hourStart, lookBackMs: 23 * hourMs, index: 'vn_aqi_hour' },
  day: { stepMs: dayMs, startOf: hanoiDayStart, lookBackMs: reachBeforeDay * hourMs, index: 'vn_aqi_day' },
} as const

/** Reads what VN_AQI of every hour or day of the span that has ended rests on, as it is stored now. Rejects with StoreAway. */
export async function readIndexHours(
  { series, state, station, now }: IndexParts,
  kind: 'hour' | 'day',
  span: Span,
): Promise<IndexHours> {
  const { stepMs, startOf, lookBackMs, index } = kinds[kind]
  const from = startOf(span.from)
  const to = Math.min(startOf(span.to - 1) + stepMs, startOf(now))
  const asked: number[] = []
  for (let time = from; time < to; time += stepMs) asked.push(time)
  const around = { from: from - lookBackMs, to: Math.max(to, from) }
  const parts = { series, state, station, parameters: aqiParameters, now, meansOnly: true }
  const rows = asked.length === 0 ? [] : await readWindowRows(parts, '1h', around)
  const changes = readIndexChanges(state, { station: station.id, kind: index, from, to })
  return { asked, track: hourTrackOf(around, rows, station.intervalS), changes }
}
