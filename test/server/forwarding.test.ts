import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deadLetterList, dossierList, dossierSummary, ledger, stationItem } from '@city/domain/api/schemas.ts'
import { problem } from '@city/domain/api/service.ts'
import { exampleA } from '@city/domain/dossier/testMessages.ts'
import type { Batch, ReadingUpdate } from '@city/domain/live/events.ts'
import { eventually } from '../services/eventually.ts'
import { producerKey, startIngestProgram, type RunningIngest } from '../services/ingest.ts'
import { startServer, type RunningServer } from './startServer.ts'

const json = { 'content-type': 'application/json', 'x-api-key': producerKey }

describe('with ingest running', () => {
  let ingest: RunningIngest
  let server: RunningServer

  beforeAll(async () => {
    ingest = await startIngestProgram()
    server = await startServer({
      REAL_CLOCK: '1',
      DATA_DIR: ingest.dataDir,
      INGEST_URL: ingest.httpUrl,
      MQTT_URL: ingest.mqttUrl,
    })
    await eventually(async () => (await server.get('/readyz')).status === 200, { what: 'readiness' })
  })
  afterAll(async () => {
    await server.stop()
    await ingest.stop()
  })

  const post = (path: string, body: string, headers: Record<string, string> = json) =>
    server.get(path, { method: 'POST', body, headers })

  it('a posted reading is stored, stands at its station, in its series, in the ledger and on the live socket', async () => {
    const client = io(`${server.url}/live`, { transports: ['websocket'] })
    await new Promise((resolve) => {
      client.once('snapshot', resolve)
      client.emit('subscribe', ['air'])
    })
    const batch = new Promise<Batch<ReadingUpdate>>((resolve) => client.once('readings', resolve))
    const time = new Date(Math.floor(Date.now() / 1000) * 1000 - 60_000).toISOString()
    const answer = await post(
      '/api/v1/readings',
      JSON.stringify({ station: 'AQ-01', ts: time, values: { pm25: 35.2 } }),
    )
    expect([answer.status, await answer.json()]).toMatchObject([200, { stored: 1, rejected: 0 }])
    expect((await batch).items).toMatchObject([
      { station: 'AQ-01', latest: { time, values: { pm25: 35.2 } } },
    ])
    client.disconnect()

    const station = stationItem.parse(await (await server.get('/api/v1/stations/AQ-01')).json())
    expect(station).toMatchObject({ freshness: 'fresh', latest: { time, values: { pm25: 35.2 } } })
    const series = await (await server.get('/api/v1/stations/AQ-01/readings')).json()
    expect(series).toMatchObject({ points: [{ time, values: { pm25: 35.2 } }] })
    const { rows, balanced } = ledger.parse(await (await server.get('/api/v1/ledger')).json())
    expect([rows.find((row) => row.station === 'AQ-01')?.stored, balanced]).toEqual([1, true])
  })

  it('passes on what ingest says of a missing key and of broken JSON', async () => {
    const keyless = await post('/api/v1/readings', '[]', { 'content-type': 'application/json' })
    expect(keyless.status).toBe(401)
    expect(keyless.headers.get('content-type')).toContain('application/problem+json')
    const broken = await post('/api/v1/readings', '{"station":')
    expect(broken.status).toBeGreaterThanOrEqual(400)
    expect(broken.headers.get('content-type')).toContain('application/problem+json')
    problem.parse(await broken.json())
    const { items } = deadLetterList.parse(await (await server.get('/api/v1/dead-letters')).json())
    expect(items.some(({ reason }) => reason === 'bad_json')).toBe(true)
  })

  it('passes on that a body is too large, and lives on', async () => {
    const answer = await post('/api/v1/readings', `[${' '.repeat(20 * 1024 * 1024)}]`)
    expect(answer.status).toBe(413)
    problem.parse(await answer.json())
    expect((await server.get('/livez')).status).toBe(200)
  })

  it('answers 503 with Retry-After while ingest is away, and takes again when it is back', async () => {
    const body = JSON.stringify({ station: 'AQ-02', ts: Date.now(), values: { pm25: 1 } })
    await ingest.kill()
    const away = await post('/api/v1/readings', body)
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5'])
    expect(problem.parse(await away.json()).type).toBe('/problems/ingest-away')
    expect((await server.get('/api/v1/stations/AQ-01')).status).toBe(200)
    await ingest.restart()
    expect((await post('/api/v1/readings', body)).status).toBe(200)
  })

  it('gives dossier figures of the month to date before any dossier came: unknown, not zero', async () => {
    const summary = dossierSummary.parse(await (await server.get('/api/v1/dossiers/summary')).json())
    expect(summary).toMatchObject({ unit: '01', as_of: null })
    expect(summary.indicators.every(({ value }) => value === null)).toBe(true)
    for (const path of ['summary?unit=99999', '?unit=99999'])
      expect((await server.get(`/api/v1/dossiers${path.replace('summary', '/summary')}`)).status).toBe(404)
    for (const path of ['/summary?from=2026-11-02&to=2026-11-01', '?state=lost', '?next=x'])
      expect((await server.get(`/api/v1/dossiers${path}`)).status, path).toBe(400)
    expect((await server.get('/api/v1/indicators/K01')).status).toBe(200)
    expect((await server.get('/api/v1/indicators/K99')).status).toBe(404)
  })

  it('counts posted dossiers as the worked example A of the reference does', async () => {
    for (const message of exampleA())
      expect((await post('/api/v1/dossiers', JSON.stringify(message))).status).toBe(200)
    const july = await server.get('/api/v1/dossiers/summary?from=2025-07-01&to=2025-07-31')
    const { indicators, counts, as_of } = dossierSummary.parse(await july.json())
    expect(as_of).not.toBeNull()
    expect(counts).toMatchObject({ received: 12, carried: 2, refused: 1 })
    expect(counts.ended).toEqual({ early: 4, on_time: 3, late: 1 })
    const figure = (code: string) => indicators.find((one) => one.code === code)
    expect(figure('K04')).toMatchObject({ numerator: 7, denominator: 8, value: 0.875 })
    expect(figure('K05')).toMatchObject({ numerator: 10, denominator: 14 })
    expect(figure('K02')).toMatchObject({ numerator: 8, denominator: 12 })
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const page = await server.get(`/api/v1/dossiers?limit=4${next && `&next=${next}`}`)
      const list = dossierList.parse(await page.json())
      seen.push(...list.items.map(({ code }) => code))
      next = list.next
    }
    expect([seen.length, new Set(seen).size]).toEqual([15, 15])
    await eventually(() => server.latest.indicators.get('K01')?.status === 'live', {
      what: 'live indicators',
    })
  })
})

describe('with a receiving service that is watched', () => {
  let upstream: Server
  let server: RunningServer
  let firstBytes: () => void
  const sawFirst = new Promise<void>((resolve) => (firstBytes = resolve))

  beforeAll(async () => {
    upstream = createServer((request, response) => {
      let size = 0
      request.on('data', (part: Buffer) => {
        size += part.length
        firstBytes()
      })
      request.on('end', () => {
        const { 'x-api-key': key, cookie } = request.headers
        response.writeHead(202, {
          'content-type': 'application/json',
          'retry-after': '7',
          'x-inside': 'secret',
        })
        response.end(JSON.stringify({ url: request.url, key, cookie, size }))
      })
    })
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
    const { port } = upstream.address() as AddressInfo
    server = await startServer({ INGEST_URL: `http://127.0.0.1:${port}` })
  })
  afterAll(async () => {
    await server.stop()
    upstream.closeAllConnections()
    upstream.close()
  })

  it('streams the body on while it is still being sent, and passes only agreed headers', async () => {
    const part = new Uint8Array(64 * 1024)
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        // The last part goes only after the first has arrived on the other side: a server that gathers would hang.
        if (sent === 31) await sawFirst
        if (sent === 32) return controller.close()
        controller.enqueue(part)
        sent++
      },
    })
    const response = await fetch(`${server.url}/api/v1/dead-letters/abc/replay?x=1`, {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { 'x-api-key': 'k', cookie: 'session=1' },
    } as RequestInit)
    expect(response.status).toBe(202)
    expect([response.headers.get('retry-after'), response.headers.get('x-inside')]).toEqual(['7', null])
    expect(await response.json()).toEqual({
      url: '/api/v1/dead-letters/abc/replay?x=1',
      key: 'k',
      size: 32 * 64 * 1024,
    })
  })
})
