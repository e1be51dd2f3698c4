import type { SeriesRow, SeriesStore } from '@city/domain/series/seriesStore.ts'
import { parametersOf } from '@city/domain/station/parameter.ts'
import type { Domain } from '@city/domain/station/station.ts'
import type { StationSummary } from './blockSummary.ts'

type Reader = Pick<SeriesStore, 'readRows'>

/** Moments of one station, both included, ms since 1970 UTC. */
export type StationSpan = Pick<StationSummary, 'station' | 'domain' | 'from' | 'to'>

/** From so many stations on, one question about all stations is cheaper than one about each. */
const manyStations = 8
/** Rows of each station that such a question asks for: a file in order of time is cut within a moment, so that one row may
 *  lie before a station begins. */
const rowsEach = 2

/** Whether the series holds no reading of these stations between the first and the last moment of each. A store that takes
 *  lines limits the rows of each series by itself.
 *  Rejects as the store does. */
export async function holdsNothing(series: Reader, spans: readonly StationSpan[]): Promise<boolean> {
  for (const [domain, some] of Map.groupBy(spans, (one) => one.domain)) {
    const left = some.length < manyStations ? some : await undecided(series, domain, some)
    if (!left) return false
    for (const { station, from, to } of left)
      if ((await read(series, domain, from, to, 1, station)).length > 0) return false
  }
  return true
}

/** Asks about all stations of the domain at once.
 *  @returns the stations of which that did not show enough; undefined when one of them has something */
async function undecided(
  series: Reader,
  domain: Domain,
  spans: readonly StationSpan[],
): Promise<StationSpan[] | undefined> {
  const least = Math.min(...spans.map(({ from }) => from))
  const end = Math.max(...spans.map(({ to }) => to))
  const rows = Map.groupBy(await read(series, domain, least, end, rowsEach), ({ tags }) => tags.station ?? '')
  const before: StationSpan[] = []
  for (const span of spans) {
    const own = rows.get(span.station) ?? []
    if (own.some(({ time }) => time >= span.from && time <= span.to)) return undefined
    if (own.length >= rowsEach && own.every(({ time }) => time < span.from)) before.push(span)
  }
  return before
}

function read(
  series: Reader,
  domain: Domain,
  from: number,
  to: number,
  limit: number,
  station?: string,
): Promise<SeriesRow[]> {
  return series.readRows({
    measurement: domain,
    ...(station === undefined ? {} : { tags: { station } }),
    from,
    to: to + 1,
    fields: parametersOf(domain).map(({ id }) => id),
    limit,
  })
}
