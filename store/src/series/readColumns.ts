import type { SeriesColumns, SeriesQuery, SeriesStore } from '@city/domain/series/seriesStore.ts'

/** Number fields of one series by columns, whatever the store; undefined without any point. Rejects with StoreAway.
 *  @param query names all tags of its measurement */
export async function readColumns(
  series: Pick<SeriesStore, 'readRows' | 'readColumns'>,
  query: SeriesQuery & { tags: Record<string, string>; limit?: number },
): Promise<SeriesColumns | undefined> {
  if (series.readColumns) return (await series.readColumns(query))[0]
  const rows = await series.readRows(query)
  if (rows.length === 0) return undefined
  const times = new Float64Array(rows.length)
  const values = query.fields.map(() => new Float64Array(rows.length).fill(NaN))
  const columns = new Map(query.fields.map((field, at) => [field, values[at]!]))
  for (const [at, { time, fields }] of rows.entries()) {
    times[at] = time
    for (const field in fields) {
      const value = fields[field]
      const column = columns.get(field)
      if (column && typeof value === 'number') column[at] = value
    }
  }
  return { tags: query.tags, times, values }
}
