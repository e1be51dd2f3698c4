import { decodeMulti } from '@msgpack/msgpack'
import { StoreAway } from '@city/domain/series/seriesStore.ts'
import type { HttpAnswer } from './influxHttp.ts'
import { errorOfStatus } from './storeError.ts'
import { tagsKey } from './windows.ts'

/** One series. Long series have many rows: they are what a `RowsReader` made of them at once. */
export interface InfluxTable<Rows = unknown[][]> {
  tags: Record<string, string>
  rows: Rows
}

/** Makes something of rows of a series: each is its time, ms, then the values in the order of the columns. */
export interface RowsReader<Rows> {
  read: (rows: unknown[][]) => Rows
  /** One of the parts of a series, in order. */
  join: (parts: Rows[]) => Rows
}

/** Rows as they came. */
export const plainRows: RowsReader<unknown[][]> = { read: (rows) => rows, join: (parts) => parts.flat() }

/** Series of each statement of an InfluxDB 1.x answer (`epoch=ms`), MessagePack, or JSON where its type says nothing of
 *  that. Asked for with `chunked=true` it comes in parts, which are read one after the other: a long series takes little more
 *  memory than what the reader makes of it. A database that does not exist yet has no rows; throws StoreAway for any other
 *  error that a statement reports, for any other status than 200, for a body that cannot be read and for one whose last part
 *  says that there is more. (Without `chunked` that mark says nothing: 1.6 sets it on every series above 10,000 rows.) */
export function readInfluxQl<Rows>(
  answer: HttpAnswer,
  where: string,
  reader: RowsReader<Rows>,
): InfluxTable<Rows>[][] {
  if (answer.status !== 200) {
    const error = errorOfStatus(answer.status, answer.text, where)
    throw error instanceof StoreAway ? error : new StoreAway(error.message)
  }
  const statements: InfluxTable<Rows[]>[][] = []
  const unfinished = new Set<number>()
  for (const said of partsOf(answer, where)) {
    const results = isRecord(said) ? said['results'] : undefined
    if (!Array.isArray(results))
      throw new StoreAway(`${where} answered a query with something else than results`)
    for (const [at, result] of results.entries()) {
      if (!isRecord(result)) continue
      const error = result['error']
      if (typeof error === 'string' && !error.startsWith('database not found'))
        throw new StoreAway(`${where}: ${error}`)
      const statement = Number(result['statement_id'] ?? at)
      if (result['partial'] === true) unfinished.add(statement)
      else unfinished.delete(statement)
      const tables = (statements[statement] ??= [])
      for (const series of Array.isArray(result['series']) ? result['series'] : [])
        addPart(tables, tableOf(series, reader))
    }
  }
  if (unfinished.size > 0) throw new StoreAway(`${where} stopped in the middle of an answer`)
  if (statements.length === 0)
    throw new StoreAway(`${where} answered a query with something else than results`)
  return Array.from(statements, (tables = []) =>
    tables.map(({ tags, rows: parts }) => ({
      tags,
      rows: parts.length === 1 ? parts[0]! : reader.join(parts),
    })),
  )
}

/** The parts of a body: MessagePack ones follow each other, JSON ones stand on lines of their own. */
function* partsOf(answer: HttpAnswer, where: string): Generator<unknown> {
  const isMsgpack = answer.headers['content-type']?.includes('msgpack') === true
  try {
    if (isMsgpack) yield* decodeMulti(answer.bytes)
    else for (const line of answer.text.split('\n')) if (line.trim() !== '') yield JSON.parse(line)
  } catch (error) {
    throw new StoreAway(`${where} gave an answer of ${answer.bytes.length} bytes that cannot be read`, {
      cause: error,
    })
  }
}

/** Parts of a series follow each other, and no series comes twice. */
function addPart<Rows>(tables: InfluxTable<Rows[]>[], found: InfluxTable<Rows> | undefined): void {
  if (!found) return
  const { tags, rows } = found
  const last = tables.at(-1)
  if (last && tagsKey(last.tags) === tagsKey(tags)) last.rows.push(rows)
  else tables.push({ tags, rows: [rows] })
}

function tableOf<Rows>(series: unknown, reader: RowsReader<Rows>): InfluxTable<Rows> | undefined {
  if (!isRecord(series) || !Array.isArray(series['values'])) return undefined
  const tags: Record<string, string> = {}
  if (isRecord(series['tags'])) {
    for (const [tag, value] of Object.entries(series['tags'])) tags[tag] = String(value)
  }
  return { tags, rows: reader.read(series['values'] as unknown[][]) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
