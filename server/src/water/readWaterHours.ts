import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { dayMs, hanoiDayStart, hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { wqiMeansOfDay, wqiMeansOfHour, type WqiMeans } from '@city/domain/water/wqiMeans.ts'
import { wqiReadingParameters } from '@city/domain/water/wqiTables.ts'
import { readIndexChanges, type IndexChange } from '@city/store/state/indexRevisions.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { readWindowRows } from '../series/readWindowRows.ts'
import type { Span, WindowFigures } from '../series/windowFigures.ts'
import { classedParameters } from './spanClasses.ts'

export interface WaterParts {
  series: Pick<SeriesStore, 'readRows' | 'readWindows'>
  state: StateDb
  station: Station
  now: number
}

/** What the indices and classes of a station over a span are computed from. */
export interface WaterHours {
  /** The hours or days of the span that have ended, in order. `time`: start, ms since 1970 UTC. */
  asked: { time: number; means: WqiMeans; change: IndexChange | undefined }[]
  /** All hours of the span, that which runs too. */
  rows: WindowFigures[]
}

const parameters = [...new Set([...wqiReadingParameters, ...classedParameters])]

/** Reads what VN_WQI and the classes of a span rest on, as it is stored now. Rejects with StoreAway. */
export async function readWaterHours(
  { series, state, station, now }: WaterParts,
  kind: 'hour' | 'day',
  span: Span,
): Promise<WaterHours> {
  const [startOf, stepMs] = kind === 'hour' ? [hourStart, hourMs] : [hanoiDayStart, dayMs]
  const from = startOf(span.from)
  const ended = Math.min(span.to, startOf(now))
  // Whole hours; the classes rest on what there is of the span, the running hour too.
  const to = Math.max(hourStart(Math.min(span.to, now) - 1) + hourMs, startOf(ended - 1) + stepMs)
  const rows =
    from >= to ? [] : await readWindowRows({ series, state, station, parameters, now }, '1h', { from, to })
  const byHour = new Map(rows.map((row) => [row.time, row]))
  const changes = readIndexChanges(state, { station: station.id, kind: `vn_wqi_${kind}`, from, to })
  const asked: WaterHours['asked'] = []
  for (let time = from; time < ended; time += stepMs) {
    const means =
      kind === 'hour'
        ? wqiMeansOfHour(byHour.get(time), station.intervalS, station.parameters)
        : wqiMeansOfDay(hoursOf(byHour, time), station.intervalS, station.parameters)
    asked.push({ time, means, change: changes.get(time) })
  }
  return { asked, rows }
}

function hoursOf<Row>(byHour: ReadonlyMap<number, Row>, day: number): Row[] {
  return Array.from({ length: dayMs / hourMs }, (_, at) => byHour.get(day + at * hourMs)).filter(
    (row) => row !== undefined,
  )
}
