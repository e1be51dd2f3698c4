import type { SeriesRow, SeriesStore } from '@city/domain/series/seriesStore.ts'
import { qualityFields } from '@city/domain/series/measurements.ts'
import { parametersOf } from '@city/domain/station/parameter.ts'
import type { Station } from '@city/domain/station/station.ts'
import type { Span } from './judgeStation.ts'

/** More rows are not read at once: a month of a station that reports every minute. */
export const mostRows = 45_000

/** Reads raw rows of stations with all that stands beside the values. A station may report parameters that its registry
 *  does not list: they are looked for, and remembered once they are seen. */
export function createRowReader(series: Pick<SeriesStore, 'readRows'>) {
  const seen = new Map<string, Set<string>>()
  return async (station: Station, span: Span): Promise<SeriesRow[]> => {
    const { id, domain } = station
    const query = { measurement: domain, tags: { station: id }, ...span }
    let known = seen.get(id)
    const all = parametersOf(domain).map((parameter) => parameter.id)
    if (!known) seen.set(id, (known = new Set(station.parameters.filter((one) => all.includes(one)))))
    const others = all.filter((one) => !known.has(one))
    if (others.length > 0)
      for (let more = true; more;) {
        const [row] = await series.readRows({ ...query, fields: others, limit: 1 })
        const found = Object.keys(row?.fields ?? {})
        for (const one of found) {
          known.add(one)
          others.splice(others.indexOf(one), 1)
        }
        more = found.length > 0 && others.length > 0
      }
    if (known.size === 0) return []
    const fields = [...known].flatMap((parameter) => [parameter, ...Object.values(qualityFields(parameter))])
    return series.readRows({ ...query, fields, limit: mostRows })
  }
}
