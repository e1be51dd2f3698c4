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
  const numberOf = (value: unknown): number => (typeof value === 'number' ? value : NaN)
  return {
    tags: query.tags,
    times: Float64Array.from(rows, ({ time }) => time),
    values: query.fields.map((field) => Float64Array.from(rows, ({ fields }) => numberOf(fields[field]))),
  }
}
