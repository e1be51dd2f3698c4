import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { copyCity } from '../services/cityCopy.ts'
import { eventually } from '../services/eventually.ts'
import { startIngestProgram, type RunningIngest } from '../services/ingest.ts'
import { startPortal, type Portal } from '../services/portal.ts'

/* Any JSON over HTTP, asked in windows of time, mapped by the profile. */

const hour = 3_600_000
const thisHour = Date.now() - (Date.now() % hour)

let server: Portal
let ingest: RunningIngest
let cityDir: string
afterEach(async () => {
  await ingest.stop()
  await server.stop()
  await rm(cityDir, { recursive: true })
})

/** Values of a gauge, every 10 minutes since two days; more may be put in. */
const values = new Map<number, number>()
for (let time = thisHour - 48 * hour; time <= thisHour; time += hour / 6) values.set(time, (time / hour) % 7)

async function start(more = ''): Promise<void> {
  server = await startPortal([], {})
  server.answer('/rain', (request, response) => {
    if (request.headers['x-key'] !== 'geheim') return void response.writeHead(401).end()
    const query = new URL(request.url!, server.url).searchParams
    const [from, to] = [Number(query.get('from')) * 1000, Number(query.get('to')) * 1000]
    const data = [...values].filter(([time]) => time >= from && time < to + 1000)
    response.end(JSON.stringify({ data: data.map(([time, mm]) => ({ at: time / 1000, mm: String(mm) })) }))
  })
  const pull = `sources:
  - name: gauges
    url: ${server.url}/rain?gauge={station}&from={from}&to={to}
    interval_s: 1
    allow_private: true
    headers: { x-key: '\${PULL_SECRET_GAUGES}' }
    window: { format: epoch_s, overlap_h: 3, most_h: 12, backfill_days: 2 }
    stations: { g1: RG-01 }
    records: $.data[*]
    time: $.at
    time_format: epoch_s
    values: [{ parameter: rain_10m, value: $.mm, missing: [6] }]
${more}`
  cityDir = await copyCity({ 'pull.yaml': pull })
  ingest = await startIngestProgram({ CITY_DIR: cityDir, PULL_SECRET_GAUGES: 'geheim' })
}

async function stored() {
  const series = await openEmbedded(join(ingest.dataDir, 'series.sqlite'), { readOnly: true })
  const [from, to] = [thisHour - 72 * hour, thisHour + hour]
  const fields = ['rain_10m']
  const rows = await series.readRows({ measurement: 'rain', tags: { station: 'RG-01' }, from, to, fields })
  await series.close()
  return new Map(rows.map(({ time, fields: of }) => [time, of.rain_10m]))
}

const expected = () => new Map([...values].filter(([, mm]) => mm !== 6).toSorted(([a], [b]) => a - b))

async function ledger() {
  const [from, to] = [Date.now() - 2 * hour, Date.now() + hour].map((at) => new Date(at).toISOString())
  const answer = await fetch(`${ingest.httpUrl}/api/v1/ledger?from=${from}&to=${to}`)
  const { rows, balanced } = (await answer.json()) as {
    balanced: boolean
    rows: { source: string; stored: number; rejected: number; duplicate: number }[]
  }
  expect(balanced).toBe(true)
  return rows.filter(({ source }) => source === 'pull:gauges')
}

test('a backlog is asked for in windows, then what is new and an overlap; killed in between nothing is missing', async () => {
  await start()
  await eventually(() => server.requests.length >= 2)
  await ingest.kill()
  await ingest.restart()
  await eventually(async () => expect(await stored()).toEqual(expected()), { withinMs: 30_000 })
  const windows = server.requests.map(({ path }) => {
    const query = new URL(path, server.url).searchParams
    expect(query.get('gauge')).toBe('g1')
    return (Number(query.get('to')) - Number(query.get('from'))) / 3600
  })
  expect(Math.max(...windows)).toBe(12)

  values.set(thisHour + 1000, 3.5)
  // One more value, and one that was there and is corrected (no full hour: those may be missing).
  values.set(thisHour - 2 * hour + hour / 6, 4.25)
  await eventually(async () => expect(await stored()).toEqual(expected()), { withinMs: 20_000 })
  const before = server.requests.length
  await eventually(() => server.requests.length > before + 1, { withinMs: 20_000 })
  const last = new URL(server.requests.at(-1)!.path, server.url).searchParams
  expect(Number(last.get('from')) * 1000).toBe(thisHour - 3 * hour)
  const rows = await ledger()
  expect(rows.reduce((sum, row) => sum + row.stored, 0)).toBe(expected().size + 1)
  expect(rows.reduce((sum, row) => sum + row.rejected, 0)).toBe(0)
}, 90_000)

test('a source that is away is named, waited for as long as it asks, and back by itself', async () => {
  await start()
  await eventually(async () => expect(await stored()).toEqual(expected()), { withinMs: 30_000 })
  let refused = 0
  server.answer('/rain', (_, response) => {
    // Three refusals, the last with a wish.
    response.writeHead(503, ++refused === 3 ? { 'retry-after': '2' } : {}).end()
    if (refused === 3) server.answer('/rain', (__, later) => later.end('{"data":[]}'))
  })
  const ready = async () =>
    (await (await fetch(`${ingest.httpUrl}/readyz`)).json()) as {
      faults: string[]
      delays: string[]
      pulls: { fault: string | null; failed: number; failures_in_a_row: number }[]
    }
  await eventually(async () => expect((await ready()).delays).toEqual(['source pull:gauges']), {
    withinMs: 20_000,
  })
  const at = Date.now()
  expect(await ready()).toMatchObject({
    faults: [],
    pulls: [{ fault: 'g1: HTTP 503', failures_in_a_row: 3 }],
  })
  await eventually(async () => expect((await ready()).delays).toEqual([]), { withinMs: 20_000 })
  expect(Date.now() - at).toBeGreaterThan(1000)
  expect(ingest.output()).toContain('source cannot be taken')
  expect(ingest.output()).not.toContain('geheim')
}, 90_000)

test('without its secret ingest does not start and says which is missing', async () => {
  await start()
  const env = { CITY_DIR: cityDir }
  await expect(startIngestProgram(env)).rejects.toThrow(
    'sources.0.headers.x-key: neither PULL_SECRET_GAUGES nor PULL_SECRET_GAUGES_FILE is set',
  )
})
