import type { StationColumns } from '@city/domain/quality/stationColumns.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { qualityFields } from '@city/domain/series/measurements.ts'
import { parametersOf } from '@city/domain/station/parameter.ts'
import type { Station } from '@city/domain/station/station.ts'
import { readColumns } from '@city/store/series/readColumns.ts'
import type { Span } from './judgeStation.ts'

/** Reads raw rows of stations with all that stands beside the values. A station may report parameters that its registry
 *  does not list: they are looked for, and remembered once they are seen. */
export function createRowReader(series: Pick<SeriesStore, 'readRows' | 'readColumns'>) {
  const seen = new Map<string, Set<string>>()

  /** Parameters of a station that its registry lists or that were seen, those of a span among them. */
  async function parametersIn({ id, domain, parameters }: Station, span: Span): Promise<Set<string>> {
    let known = seen.get(id)
    const all = parametersOf(domain).map((parameter) => parameter.id)
    if (!known) seen.set(id, (known = new Set(parameters.filter((one) => all.includes(one)))))
    const others = all.filter((one) => !known.has(one))
    for (let more = others.length > 0; more;) {
      const query = { measurement: domain, tags: { station: id }, ...span, fields: others, limit: 1 }
      const [row] = await series.readRows(query)
      const found = Object.keys(row?.fields ?? {})
      for (const one of found) {
        known.add(one)
        others.splice(others.indexOf(one), 1)
      }
      more = found.length > 0 && others.length > 0
    }
    return known
  }

  /** Reads of one station that follow each other: where parameters were looked for, they are not looked for again.
   *  @returns the first rows of a span, in order of time, at most `limit` */
  return (station: Station) => {
    let looked: Span | undefined
    let fields: string[] = []
    return async (span: Span, limit: number): Promise<StationColumns> => {
      if (!looked || span.from < looked.from || span.to > looked.to) {
        const known = await parametersIn(station, span)
        fields = [...known].flatMap((parameter) => [parameter, ...Object.values(qualityFields(parameter))])
        looked = {
          from: Math.min(span.from, looked?.from ?? Infinity),
          to: Math.max(span.to, looked?.to ?? -Infinity),
        }
      }
      const query = { measurement: station.domain, tags: { station: station.id }, ...span, fields, limit }
      const found = fields.length === 0 ? undefined : await readColumns(series, query)
      const { times = new Float64Array(), values = [] } = found ?? {}
      return { times, values: new Map(values.map((column, at) => [fields[at]!, column])) }
    }
  }
}
