import type { SeriesRow, SeriesStore } from '@city/domain/series/seriesStore.ts'
import { parametersOf } from '@city/domain/station/parameter.ts'
import type { Domain } from '@city/domain/station/station.ts'
import type { StationSummary } from './blockSummary.ts'

type Reader = Pick<SeriesStore, 'readRows'>

/** From so many stations on, one question about all stations is cheaper than one about each. */
const manyStations = 8
/** Rows that are read to see whose they are. */
const someRows = 5000

/** Whether the series holds no reading of these stations between the first and the last moment of each.
 *  Rejects as the store does. */
export async function holdsNothing(series: Reader, stations: readonly StationSummary[]): Promise<boolean> {
  for (const [domain, some] of Map.groupBy(stations, (one) => one.domain)) {
    if (some.length >= manyStations && (await allHoldNothing(series, domain, some))) continue
    for (const { station, from, to } of some)
      if ((await read(series, domain, from, to, 1, station)).length > 0) return false
  }
  return true
}

/** The same by two questions about all stations of the domain. A file in order of time is cut within a moment: what
 *  lies before the last station begins is looked at row by row.
 *  @returns false also when only other stations have something there */
async function allHoldNothing(
  series: Reader,
  domain: Domain,
  stations: readonly StationSummary[],
): Promise<boolean> {
  const least = Math.min(...stations.map(({ from }) => from))
  const begun = Math.max(...stations.map(({ from }) => from))
  const end = Math.max(...stations.map(({ to }) => to))
  if ((await read(series, domain, begun, end, 1)).length > 0) return false
  if (least === begun) return true
  const spans = new Map(stations.map((one) => [one.station, one]))
  const rows = await read(series, domain, least, begun - 1, someRows)
  if (rows.length === someRows) return false
  return rows.every(({ tags, time }) => {
    const span = spans.get(tags.station ?? '')
    return !span || time < span.from || time > span.to
  })
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
