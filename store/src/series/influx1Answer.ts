import { StoreAway } from '@city/domain/series/seriesStore.ts'

/** One row of one series: `values` in the order of the columns after `time`. */
export interface InfluxRow {
  tags: Record<string, string>
  time: number
  values: readonly unknown[]
}

/** Rows of each statement of an InfluxDB 1.x answer (`epoch=ms`). A database that does not exist yet has no rows;
 *  throws StoreAway for any other error that a statement reports. The mark `partial` says nothing: 1.6 sets it on
 *  every series above 10,000 rows, complete ones too, so the server's max-row-limit must stay 0, its default. */
export function parseInfluxQl(answer: unknown, where: string): InfluxRow[][] {
  const results = isRecord(answer) ? answer['results'] : undefined
  if (!Array.isArray(results))
    throw new StoreAway(`${where} answered a query with something else than results`)
  return results.map((result: unknown) => {
    if (!isRecord(result)) return []
    const error = result['error']
    if (typeof error === 'string' && !error.startsWith('database not found'))
      throw new StoreAway(`${where}: ${error}`)
    const series = result['series']
    return Array.isArray(series) ? series.flatMap(rowsOf) : []
  })
}

function rowsOf(series: unknown): InfluxRow[] {
  if (!isRecord(series) || !Array.isArray(series['values'])) return []
  const tags: Record<string, string> = {}
  if (isRecord(series['tags'])) {
    for (const [tag, value] of Object.entries(series['tags'])) tags[tag] = String(value)
  }
  return series['values'].map((row: unknown[]) => ({ tags, time: Number(row[0]), values: row.slice(1) }))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
