import { StoreAway } from '@city/domain/series/seriesStore.ts'

/** One series: each row is its time, ms, then the values in the order of the columns. Long series have many rows: they stay
 *  as they were parsed. */
export interface InfluxTable {
  tags: Record<string, string>
  rows: readonly (readonly unknown[])[]
}

/** Series of each statement of an InfluxDB 1.x answer (`epoch=ms`). A database that does not exist yet has no rows;
 *  throws StoreAway for any other error that a statement reports. The mark `partial` says nothing: 1.6 sets it on
 *  every series above 10,000 rows, complete ones too, so the server's max-row-limit must stay 0, its default. */
export function parseInfluxQl(answer: unknown, where: string): InfluxTable[][] {
  const results = isRecord(answer) ? answer['results'] : undefined
  if (!Array.isArray(results))
    throw new StoreAway(`${where} answered a query with something else than results`)
  return results.map((result: unknown) => {
    if (!isRecord(result)) return []
    const error = result['error']
    if (typeof error === 'string' && !error.startsWith('database not found'))
      throw new StoreAway(`${where}: ${error}`)
    const series = result['series']
    return Array.isArray(series) ? series.flatMap(tableOf) : []
  })
}

function tableOf(series: unknown): InfluxTable[] {
  if (!isRecord(series) || !Array.isArray(series['values'])) return []
  const tags: Record<string, string> = {}
  if (isRecord(series['tags'])) {
    for (const [tag, value] of Object.entries(series['tags'])) tags[tag] = String(value)
  }
  return [{ tags, rows: series['values'] as unknown[][] }]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
