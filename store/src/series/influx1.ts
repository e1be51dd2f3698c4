import { BatchSender } from './batchSender.ts'
import { checkQuery, checkWindowQuery, declarationOf, farthestMs } from './declared.ts'
import { deletionSlices, deletionTimeoutMs } from './deletionSlices.ts'
import type { FlaggedTime } from './flaggedWindows.ts'
import { flaggableFields, inOrder, withoutFlagged } from './flaggedWindows.ts'
import { plainRows, readInfluxQl, type InfluxTable, type RowsReader } from './influx1Answer.ts'
import { fieldColumns, fieldRows } from './influx1Rows.ts'
import type { InfluxHttp } from './influxHttp.ts'
import { connectHttp, requestTimeoutMs } from './influxHttp.ts'
import { deleteQl, flaggedQl, rowsQl, windowsQl } from './influxQl.ts'
import { asStoreError, errorOfStatus } from './storeError.ts'
import { tagsKey } from './windows.ts'
import { writeLines } from './writeLines.ts'
import type {
  SeriesColumns,
  SeriesPoint,
  SeriesQuery,
  SeriesRow,
  SeriesStore,
  WindowQuery,
  WindowRow,
} from '@city/domain/series/seriesStore.ts'
import { StoreAway } from '@city/domain/series/seriesStore.ts'
import { InfluxDB } from 'influx'

export interface Influx1Settings {
  url: string
  database: string
  username?: string | undefined
  password?: string | undefined
}

/** InfluxDB 1.x. Databases are created and listed through the `influx` library. Points are posted as line
 *  protocol over our own keep-alive connection: the library's `writePoints` costs 4.0 CPU s per million points of six
 *  fields, this 2.4 with all checks (batches of 5,000, InfluxDB 1.6, same run), and it drops the text of a 5xx answer.
 *  Queries go over it too and ask for MessagePack, which the library does not know: InfluxDB takes a quarter less CPU to
 *  answer a year of hours than for JSON. The library neither retries nor rests here (`maxRetries` 0, no backoff): waiting
 *  is the caller's business. The database is created when the server says that it does not exist. */
export function openInflux1(settings: Influx1Settings): SeriesStore & {
  /** Rejects with StoreAway when the server cannot be reached or the user may not create databases. */
  createDatabase(): Promise<void>
} {
  return new Influx1Store(settings)
}

/** InfluxDB looks for this very text; a server that does not know it answers in JSON. */
const queryHeaders = {
  accept: 'application/x-msgpack',
  'content-type': 'application/x-www-form-urlencoded',
}

/** Rows of a series in one part of an answer. */
const rowsAtOnce = 2_000

const noBackoff = { getDelay: () => 0, next: () => noBackoff, reset: () => noBackoff }

class Influx1Store implements SeriesStore {
  readonly kind = 'influx1'
  readonly #database: string
  readonly #where: string
  readonly #http: InfluxHttp
  readonly #client: InfluxDB
  readonly #sender = new BatchSender((body) => this.#post(body))

  constructor({ url: address, database, username = '', password = '' }: Influx1Settings) {
    const url = new URL(address)
    this.#database = database
    this.#where = `InfluxDB at ${url.host}`
    const basic = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
    this.#http = connectHttp(url, username === '' ? {} : { authorization: basic })
    const secure = url.protocol === 'https:'
    this.#client = new InfluxDB({
      host: url.hostname,
      port: Number(url.port || (secure ? 443 : 80)),
      protocol: secure ? 'https' : 'http',
      path: url.pathname.replace(/\/$/, ''),
      options: { agent: this.#http.agent },
      database,
      username,
      password,
      pool: { maxRetries: 0, requestTimeout: requestTimeoutMs, backoff: noBackoff },
    })
  }

  async write(points: readonly SeriesPoint[]): Promise<void> {
    await writeLines(points, this.#sender)
  }

  sendLines(lines: string | Uint8Array): Promise<void> {
    return this.#post(lines)
  }

  async readRows(query: SeriesQuery & { limit?: number }): Promise<SeriesRow[]> {
    const checked = checkQuery(query)
    if (checked.from >= checked.to) return []
    const [tables = []] = await this.#query([rowsQl(checked)], fieldRows(checked.fields))
    for (const { tags, rows } of tables) for (const row of rows) row.tags = tags
    // Each series is a table, in order of time.
    return tables.length === 1 ? tables[0]!.rows : inOrder(tables.flatMap(({ rows }) => rows))
  }

  async readColumns(query: SeriesQuery & { limit?: number }): Promise<SeriesColumns[]> {
    const checked = checkQuery(query)
    if (checked.from >= checked.to) return []
    const [tables = []] = await this.#query([rowsQl(checked)], fieldColumns(checked.fields))
    return tables
      .map(({ tags, rows }) => ({ tags, ...rows }))
      .toSorted((a, b) => (tagsKey(a.tags) < tagsKey(b.tags) ? -1 : 1))
  }

  async readWindows(query: WindowQuery): Promise<WindowRow[]> {
    const checked = checkWindowQuery(query)
    if (checked.from >= checked.to) return []
    const flaggable = flaggableFields(checked).map((field) => flaggedQl(checked, field))
    const [tables = [], ...flaggedTables] = await this.#query([windowsQl(checked), ...flaggable], plainRows)
    const windows = tables.flatMap(rowsOf).map(({ tags, time, values }) => {
      const stats: WindowRow['stats'] = {}
      for (const [index, field] of checked.fields.entries()) {
        const [count, mean, min, max] = values.slice(4 * index, 4 * index + 4).map(Number)
        if (!count || mean === undefined || min === undefined || max === undefined) continue
        stats[field] = { count, mean, min, max }
      }
      return { tags, time, stats }
    })
    const flagged: FlaggedTime[] = flaggedTables.flat().flatMap(rowsOf)
    return inOrder(await withoutFlagged(checked, windows, flagged, (raw) => this.readRows(raw)))
  }

  async deleteBefore(measurement: string, time: number): Promise<void> {
    const fields = Object.keys(declarationOf(measurement).fields)
    const first = await this.readRows({ measurement, from: -farthestMs, to: time, fields, limit: 1 })
    const oldest = Math.min(...first.map((row) => row.time))
    for (const to of deletionSlices(oldest, time)) await this.#delete(deleteQl(measurement, to))
  }

  async createDatabase(): Promise<void> {
    try {
      await this.#client.createDatabase(this.#database)
    } catch (error) {
      throw new StoreAway(`${this.#where} has no database "${this.#database}" and does not create it`, {
        cause: error,
      })
    }
  }

  async ping(): Promise<void> {
    const { status, text } = await this.#http.request('GET', '/ping')
    if (status >= 300) throw errorOfStatus(status, text, this.#where)
  }

  async close(): Promise<void> {
    this.#http.close()
  }

  async #post(body: string | Uint8Array): Promise<void> {
    const path = `/write?db=${encodeURIComponent(this.#database)}&precision=ms`
    let answer = await this.#http.request('POST', path, body)
    if (answer.status === 404) {
      await this.createDatabase()
      answer = await this.#http.request('POST', path, body)
    }
    if (answer.status !== 204) throw errorOfStatus(answer.status, answer.text, this.#where)
  }

  /** Over our own connection: the library cuts every query after 10 s. */
  async #delete(statement: string): Promise<void> {
    const question = new URLSearchParams({ db: this.#database, q: statement })
    const options = { timeoutMs: deletionTimeoutMs }
    const answer = await this.#http.request('POST', `/query?${question}`, '', options)
    readInfluxQl(answer, this.#where, plainRows)
  }

  async #query<Rows>(statements: string[], reader: RowsReader<Rows>): Promise<InfluxTable<Rows>[][]> {
    const form = new URLSearchParams({
      ...{ db: this.#database, epoch: 'ms', q: statements.join(';') },
      ...{ chunked: 'true', chunk_size: String(rowsAtOnce) },
    })
    const answer = await this.#http.request('POST', '/query', form.toString(), { headers: queryHeaders })
    try {
      return readInfluxQl(answer, this.#where, reader)
    } catch (error) {
      // To several statements at once 1.6 says no more than this when the database is missing: nothing is stored then.
      if (!(error instanceof Error && error.message.endsWith(': not executed'))) throw error
      if (await this.#hasDatabase()) throw error
      return statements.map(() => [])
    }
  }

  async #hasDatabase(): Promise<boolean> {
    try {
      return (await this.#client.getDatabaseNames()).includes(this.#database)
    } catch (error) {
      throw asStoreError(error, this.#where)
    }
  }
}

function rowsOf({
  tags,
  rows,
}: InfluxTable): { tags: Record<string, string>; time: number; values: unknown[] }[] {
  return rows.map(([time, ...values]) => ({ tags, time: Number(time), values }))
}
