import { BatchSender } from './batchSender.ts'
import { checkQuery, checkWindowQuery, farthestMs } from './declared.ts'
import { deletionSlices, deletionTimeoutMs } from './deletionSlices.ts'
import type { FlaggedTime } from './flaggedWindows.ts'
import { flaggableFields, inOrder, withoutFlagged } from './flaggedWindows.ts'
import { flaggedResult, rowsFlux, statistics, windowsFlux } from './fluxText.ts'
import { requestTimeoutMs } from './influxHttp.ts'
import { inTime } from './inTime.ts'
import { asStoreError, errorOfStatus } from './storeError.ts'
import { tagsKey, windowStart } from './windows.ts'
import { writeLines } from './writeLines.ts'
import { declarationOf } from './declared.ts'
import type {
  SeriesPoint,
  SeriesQuery,
  SeriesRow,
  SeriesStore,
  WindowQuery,
  WindowRow,
} from '@city/domain/series/seriesStore.ts'
import { HttpError, InfluxDB } from '@influxdata/influxdb-client'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'

export interface Influx2Settings {
  url: string
  token: string
  org: string
  bucket: string
}

/** InfluxDB 2.x. Points go out through the library's transport, one request per batch, and not through its WriteApi:
 *  that gathers lines for up to 60 s, tries again by itself and reports failures to a callback, while here a write
 *  must not resolve before the server's 204 and must reject when there is none. */
export function openInflux2(settings: Influx2Settings): SeriesStore {
  return new Influx2Store(settings)
}

interface FluxValue {
  result: string
  tags: Record<string, string>
  time: number
  field: string
  value: unknown
}

class Influx2Store implements SeriesStore {
  readonly kind = 'influx2'
  readonly #settings: Influx2Settings
  readonly #where: string
  readonly #agent: HttpAgent
  readonly #client: InfluxDB
  /** The same server with the patience that a deletion takes. */
  readonly #slowClient: InfluxDB
  readonly #sender = new BatchSender((lines) => this.sendLines(lines))

  constructor(settings: Influx2Settings) {
    const { url, token } = settings
    this.#settings = settings
    this.#where = `InfluxDB at ${new URL(url).host}`
    const options = { keepAlive: true, maxSockets: 8 }
    this.#agent = new URL(url).protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options)
    const transportOptions = { agent: this.#agent }
    this.#client = new InfluxDB({ url, token, timeout: requestTimeoutMs, transportOptions })
    this.#slowClient = new InfluxDB({ url, token, timeout: deletionTimeoutMs, transportOptions })
  }

  async write(points: readonly SeriesPoint[]): Promise<void> {
    await writeLines(points, this.#sender)
  }

  sendLines(lines: string | Uint8Array): Promise<void> {
    const text = typeof lines === 'string' ? lines : new TextDecoder().decode(lines)
    return this.#request('POST', this.#writePath(), text)
  }

  async readRows(query: SeriesQuery & { limit?: number }): Promise<SeriesRow[]> {
    const checked = checkQuery(query)
    if (checked.from >= checked.to) return []
    const rows = new Map<string, SeriesRow>()
    for (const { tags, time, field, value } of await this.#query(
      checked,
      rowsFlux(this.#settings.bucket, checked),
    )) {
      if (typeof value !== 'number' && typeof value !== 'string') continue
      const key = `${tagsKey(tags)} ${time}`
      const row = rows.get(key) ?? { tags, time, fields: {} }
      rows.set(key, row)
      row.fields[field] = value
    }
    return firstOfEach(inOrder([...rows.values()]), query.limit)
  }

  async readWindows(query: WindowQuery): Promise<WindowRow[]> {
    const checked = checkWindowQuery(query)
    if (checked.from >= checked.to) return []
    const text = windowsFlux(this.#settings.bucket, checked, flaggableFields(checked))
    const windows = new Map<string, WindowRow>()
    const flagged: FlaggedTime[] = []
    for (const { result, tags, time, field, value } of await this.#query(checked, text)) {
      const start = windowStart(time, checked.everyMs, checked.offsetMs)
      if (result === flaggedResult) {
        flagged.push({ tags, time: start })
        continue
      }
      const statistic = statistics.find((name) => name === result)
      if (!statistic || typeof value !== 'number') continue
      const key = `${tagsKey(tags)} ${start}`
      const row = windows.get(key) ?? { tags, time: start, stats: {} }
      windows.set(key, row)
      const stats = row.stats[field] ?? { count: 0, mean: 0, min: 0, max: 0 }
      row.stats[field] = stats
      stats[statistic] = value
    }
    return inOrder(await withoutFlagged(checked, [...windows.values()], flagged, (raw) => this.readRows(raw)))
  }

  async deleteBefore(measurement: string, time: number): Promise<void> {
    const fields = Object.keys(declarationOf(measurement).fields)
    const first = await this.readRows({ measurement, from: -farthestMs, to: time, fields, limit: 1 })
    const oldest = Math.min(...first.map((row) => row.time))
    const { org, bucket } = this.#settings
    const path = `/api/v2/delete?org=${encodeURIComponent(org)}&bucket=${encodeURIComponent(bucket)}`
    for (const to of deletionSlices(oldest, time)) {
      // Both ends of the range are included (docs.influxdata.com/influxdb/v2/api, POST /api/v2/delete); our times are whole ms.
      const range = { start: isoOf(-farthestMs), stop: isoOf(to - 1) }
      const body = JSON.stringify({ ...range, predicate: `_measurement="${measurement}"` })
      const manner = { client: this.#slowClient, type: 'application/json', timeoutMs: deletionTimeoutMs }
      await this.#request('POST', path, body, manner)
    }
  }

  async ping(): Promise<void> {
    await this.#request('GET', '/ping', '')
  }

  async close(): Promise<void> {
    this.#agent.destroy()
  }

  #writePath(): string {
    const { org, bucket } = this.#settings
    return `/api/v2/write?org=${encodeURIComponent(org)}&bucket=${encodeURIComponent(bucket)}&precision=ms`
  }

  /** Resolves on 204 alone: 200 would be something else than InfluxDB, 201 a write stored in part. */
  async #request(
    method: 'GET' | 'POST',
    path: string,
    body: string,
    { client = this.#client, type = 'text/plain; charset=utf-8', timeoutMs = requestTimeoutMs } = {},
  ): Promise<void> {
    let status = 0
    const headers = { 'content-type': type }
    try {
      await inTime(
        (signal) =>
          client.transport.request(path, body, { method, headers, signal }, (_, code = 0) => (status = code)),
        timeoutMs,
      )
    } catch (error) {
      throw this.#storeError(error)
    }
    if (status !== 204) throw errorOfStatus(status, 'expected 204', this.#where)
  }

  async #query(query: SeriesQuery, flux: string): Promise<FluxValue[]> {
    const { tags: tagNames } = declarationOf(query.measurement)
    const api = this.#client.getQueryApi(this.#settings.org)
    try {
      // The library limits only the silence between two packets; this limits the whole.
      const rows = () =>
        api.collectRows(flux, (row, table) => ({
          result: String(table.get(row, 'result')),
          tags: Object.fromEntries(tagNames.map((tag) => [tag, String(table.get(row, tag) ?? '')])),
          time: Date.parse(String(table.get(row, '_time'))),
          field: String(table.get(row, '_field')),
          value: table.get(row, '_value'),
        }))
      return await inTime(rows, requestTimeoutMs)
    } catch (error) {
      throw this.#storeError(error)
    }
  }

  #storeError(error: unknown): Error {
    if (!(error instanceof HttpError)) return asStoreError(error, this.#where)
    return errorOfStatus(error.statusCode, error.body ?? error.message, this.#where)
  }
}

function isoOf(time: number): string {
  return new Date(time).toISOString()
}

function firstOfEach(rows: SeriesRow[], limit = Infinity): SeriesRow[] {
  const taken = new Map<string, number>()
  return rows.filter(({ tags }) => {
    const before = taken.get(tagsKey(tags)) ?? 0
    taken.set(tagsKey(tags), before + 1)
    return before < limit
  })
}
