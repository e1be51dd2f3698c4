import { decode } from '@msgpack/msgpack'
import { StoreAway } from '@city/domain/series/seriesStore.ts'
import type { HttpAnswer } from './influxHttp.ts'
import { errorOfStatus } from './storeError.ts'

/** One series. Long series have many rows: they are what a `RowsReader` made of them at once. */
export interface InfluxTable<Rows = unknown[][]> {
  tags: Record<string, string>
  rows: Rows
}

/** Makes something of the rows of a series: each is its time, ms, then the values in the order of the columns. */
export type RowsReader<Rows> = (rows: unknown[][]) => Rows

/** Rows as they came. */
export const plainRows: RowsReader<unknown[][]> = (rows) => rows

/** Series of each statement of an InfluxDB 1.x answer (`epoch=ms`), MessagePack, or JSON where its type says nothing of
 *  that. A database that does not exist yet has no rows; throws StoreAway for any other error that a statement reports, for
 *  any other status than 200 and for a body that cannot be read. The mark `partial` says nothing: 1.6 sets it on
 *  every series above 10,000 rows, complete ones too, so the server's max-row-limit must stay 0, its default. */
export function readInfluxQl<Rows>(
  answer: HttpAnswer,
  where: string,
  reader: RowsReader<Rows>,
): InfluxTable<Rows>[][] {
  if (answer.status !== 200) {
    const error = errorOfStatus(answer.status, answer.text, where)
    throw error instanceof StoreAway ? error : new StoreAway(error.message)
  }
  const isMsgpack = answer.headers['content-type']?.includes('msgpack') === true
  const said = bodyOf(answer, where, () => (isMsgpack ? decode(answer.bytes) : JSON.parse(answer.text)))
  const results = isRecord(said) ? said['results'] : undefined
  if (!Array.isArray(results))
    throw new StoreAway(`${where} answered a query with something else than results`)
  return results.map((result: unknown) => {
    if (!isRecord(result)) return []
    const error = result['error']
    if (typeof error === 'string' && !error.startsWith('database not found'))
      throw new StoreAway(`${where}: ${error}`)
    const series = result['series']
    return Array.isArray(series) ? series.flatMap((one) => tableOf(one, reader)) : []
  })
}

function bodyOf(answer: HttpAnswer, where: string, read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    throw new StoreAway(`${where} gave an answer of ${answer.bytes.length} bytes that cannot be read`, {
      cause: error,
    })
  }
}

function tableOf<Rows>(series: unknown, reader: RowsReader<Rows>): InfluxTable<Rows>[] {
  if (!isRecord(series) || !Array.isArray(series['values'])) return []
  const tags: Record<string, string> = {}
  if (isRecord(series['tags'])) {
    for (const [tag, value] of Object.entries(series['tags'])) tags[tag] = String(value)
  }
  return [{ tags, rows: reader(series['values'] as unknown[][]) }]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
