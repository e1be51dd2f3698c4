import { StoreAway } from '@city/domain/series/seriesStore.ts'
import type { HttpAnswer } from './influxHttp.ts'
import { MsgpackReader } from './msgpack.ts'
import { errorOfStatus } from './storeError.ts'

/** One series. Long series have many rows: they are what `ReadRows` made of them at once. */
export interface InfluxTable<Rows = unknown[][]> {
  tags: Record<string, string>
  rows: Rows
}

/** Makes rows of what an answer holds: each is its time, ms, then the values in the order of the columns. */
export interface RowsReader<Rows> {
  msgpack: (reader: MsgpackReader) => Rows
  json: (rows: unknown[][]) => Rows
}

/** Rows as they came. */
export const plainRows: RowsReader<unknown[][]> = {
  msgpack: (reader) => reader.value() as unknown[][],
  json: (rows) => rows,
}

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
  const said = bodyOf(answer, where, () =>
    isMsgpack ? new MsgpackReader(answer.bytes, { values: reader.msgpack }).value() : JSON.parse(answer.text),
  )
  const results = isRecord(said) ? said['results'] : undefined
  if (!Array.isArray(results))
    throw new StoreAway(`${where} answered a query with something else than results`)
  const rowsOf = (values: unknown): Rows =>
    isMsgpack ? (values as Rows) : reader.json(values as unknown[][])
  return results.map((result: unknown) => {
    if (!isRecord(result)) return []
    const error = result['error']
    if (typeof error === 'string' && !error.startsWith('database not found'))
      throw new StoreAway(`${where}: ${error}`)
    const series = result['series']
    return Array.isArray(series) ? series.flatMap((one) => tableOf(one, rowsOf)) : []
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

function tableOf<Rows>(series: unknown, rowsOf: (values: unknown) => Rows): InfluxTable<Rows>[] {
  if (!isRecord(series) || series['values'] === undefined) return []
  const tags: Record<string, string> = {}
  if (isRecord(series['tags'])) {
    for (const [tag, value] of Object.entries(series['tags'])) tags[tag] = String(value)
  }
  return [{ tags, rows: rowsOf(series['values']) }]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
