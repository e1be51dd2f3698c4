import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { overrideItem, overrideList, stationFlags, stationQuality } from '@city/domain/api/quality.ts'
import { problem } from '@city/domain/api/service.ts'
import { dayMs, hourMs } from '@city/domain/time/hanoiTime.ts'
import { eventually } from '../services/eventually.ts'
import { producerKey, startIngestProgram, type RunningIngest } from '../services/ingest.ts'
import { seriesPlace } from '../services/seriesPlace.ts'
import { startServer, type RunningServer } from './startServer.ts'

/* Flags, tests and decisions of analysts from the real programs (environment.md 7). */

const minute = 60_000
/** Three hours that ended long ago: all of it is computed from what is stored. */
const first = Math.floor(Date.now() / hourMs) * hourMs - 50 * hourMs
const iso = (time: number) => new Date(time).toISOString()
const span = `from=${iso(first)}&to=${iso(first + 3 * hourMs)}`

let ingest: RunningIngest
let server: RunningServer
beforeAll(async () => {
  const place = seriesPlace()
  ingest = await startIngestProgram(place)
  const env = { ...place, DATA_DIR: ingest.dataDir, INGEST_URL: ingest.httpUrl, MQTT_URL: ingest.mqttUrl }
  server = await startServer({ REAL_CLOCK: '1', ...env })
  await eventually(async () => (await server.get('/readyz')).status === 200, { what: 'readiness' })
}, 60_000)
afterAll(async () => {
  await server?.stop()
  await ingest?.stop()
})

const post = (path: string, body: unknown, key = producerKey) =>
  server.get(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'x-api-key': key },
  })

async function read<Shape extends z.ZodType>(path: string, shape: Shape): Promise<z.output<Shape>> {
  return shape.parse(await (await server.get(path)).json())
}
/** The index of the third hour, as computed and stored. */
async function storedIndex(station: string) {
  const from = first + 2 * hourMs
  const query = { measurement: 'air_index', tags: { station }, from, to: from + 1 }
  return (await server.series.readRows({ ...query, fields: ['valid', 'value', 'subs'] }))[0]?.fields
}

/** PM2.5 around 200 in all three hours; the values of the last lie above the suspect range, 500. */
async function sendHigh(station: string): Promise<void> {
  const readings = Array.from({ length: 36 }, (_, at) => {
    const near = at % 2 === 0 ? 1 : -1
    return { station, ts: first + at * 5 * minute, values: { pm25: at < 24 ? 450 + near : 510 + near } }
  })
  expect((await post('/api/v1/readings', readings)).status).toBe(200)
}

test('an override 3 → 1 brings values back into the index, its withdrawal takes them out again', async () => {
  await sendHigh('AQ-14')
  // Of the third hour no value is good; the two before it are 450: 400 + 100·(450 − 350)/(500 − 350) = 467.
  const withoutLast = { valid: 1, value: 467, subs: 'pm25' }
  await eventually(async () => expect(await storedIndex('AQ-14')).toEqual(withoutLast), { withinMs: 20_000 })
  const path = '/api/v1/stations/AQ-14/overrides'
  const asked = { parameter: 'PM2.5', from: iso(first + 2 * hourMs), to: iso(first + 3 * hourMs), flag: 1 }
  const made = await post(path, { ...asked, reason: 'fire beside the station, seen', by: 'Lan' })
  expect(made.status).toBe(201)
  const item = overrideItem.parse(await made.json())
  expect(item).toMatchObject({ station: 'AQ-14', parameter: 'pm25', flag: 1, by: 'Lan', withdrawn: null })

  // NowCast with w = 450/510: (510 + 0.882·450 + 0.779·450)/2.661 = 472.5; 400 + 100·(472.5 − 350)/150 = 482.
  await eventually(async () => expect(await storedIndex('AQ-14')).toMatchObject({ valid: 1, value: 482 }))
  const flags = await read(`/api/v1/stations/AQ-14/flags?parameter=pm25&${span}`, stationFlags)
  expect(flags.points).toHaveLength(36)
  expect(flags.points[30]).toMatchObject({
    flag: 1,
    status: '00',
    tests: { range: 3, override: 1 },
    reasons: ['range', 'override'],
  })
  const quality = await read(`/api/v1/stations/AQ-14/quality?${span}`, stationQuality)
  expect(quality.parameters.find(({ id }) => id === 'pm25')).toMatchObject({
    ...{ expected: 36, values: 36, usable: 36, completeness: 1, flags: { 1: 36, 2: 0, 3: 0, 4: 0, 9: 0 } },
    reasons: { range: 12, override: 12 },
  })

  const withdrawn = await post(`${path}/${item.id}/withdraw`, { reason: 'it was another day', by: 'Minh' })
  expect([withdrawn.status, await withdrawn.json()]).toMatchObject([200, { withdrawn: { by: 'Minh' } }])
  await eventually(async () => expect(await storedIndex('AQ-14')).toEqual(withoutLast))
  // The server keeps an answer for some seconds.
  const after = await eventually(async () => {
    const now = await read(`/api/v1/stations/AQ-14/quality?${span}`, stationQuality)
    const { flags: byFlag } = now.parameters.find(({ id }) => id === 'pm25')!
    expect(byFlag).toEqual({ 1: 24, 2: 0, 3: 12, 4: 0, 9: 0 })
    return now
  })
  expect(after.spans).toEqual([
    {
      ...{ parameter: 'pm25', from: iso(first + 2 * hourMs), to: iso(first + 3 * hourMs - 5 * minute) },
      ...{ flag: 3, reasons: ['range'], values: 12 },
    },
  ])
  expect(after.words.range?.en).toBe('Outside the plausible range')
  const { items } = await read(path, overrideList)
  expect(items).toMatchObject([{ id: item.id, withdrawn: { by: 'Minh', reason: 'it was another day' } }])
  expect((await post(`${path}/${item.id}/withdraw`, { reason: 'again', by: 'Minh' })).status).toBe(409)
}, 90_000)

test('calibration enters neither an hourly mean nor the index, whatever an analyst decides', async () => {
  const readings = Array.from({ length: 36 }, (_, at) => {
    const status = at >= 24 && at < 34 ? '01' : '00'
    const pm25 = { v: status === '01' ? 400 + at : 100 + (at % 2), status }
    return { station: 'AQ-15', ts: first + at * 5 * minute, values: { pm25 } }
  })
  expect((await post('/api/v1/readings', readings)).status).toBe(200)
  const decision = {
    parameter: 'pm25',
    from: iso(first),
    to: iso(first + 3 * hourMs),
    flag: 1,
    reason: 'all',
    by: 'Lan',
  }
  expect((await post('/api/v1/stations/AQ-15/overrides', decision)).status).toBe(201)
  await eventually(async () => {
    const series = await server.get(`/api/v1/stations/AQ-15/readings?every=1h&${span}`)
    const { points } = (await series.json()) as { points: { values: object; max: object; count: object }[] }
    expect(points.map(({ max, count }) => [max, count])).toEqual([
      [{ pm25: 101 }, { pm25: 12 }],
      [{ pm25: 101 }, { pm25: 12 }],
      [{ pm25: 101 }, { pm25: 2 }],
    ])
  })
  await eventually(async () => {
    const flags = await read(`/api/v1/stations/AQ-15/flags?parameter=pm25&${span}`, stationFlags)
    expect(flags.points[25]).toMatchObject({ flag: 4, status: '01', reasons: ['calibration', 'override'] })
    expect(flags.words).toMatchObject({ calibration: { vi: 'Thiết bị đang hiệu chuẩn' } })
  })
  // 100.5 µg/m³ in the two hours before, nothing in the third: 150 + 50·(100.5 − 80)/(150 − 80) = 165.
  await eventually(async () =>
    expect(await storedIndex('AQ-15')).toEqual({ valid: 1, value: 165, subs: 'pm25' }),
  )
}, 60_000)

test('the demo file of a water station: NO3-N 253 mg/L with status 00 is 4', async () => {
  const reading = { station: 'WL-01', ts: first, values: { NO3: { v: 253, status: '00' }, temp: 24 } }
  expect((await post('/api/v1/readings', reading)).status).toBe(200)
  await eventually(async () => {
    const { points } = await read(`/api/v1/stations/WL-01/flags?parameter=no3n&${span}`, stationFlags)
    expect(points).toMatchObject([
      { value: 253, flag: 4, tests: { device: 1, range: 4 }, reasons: ['range'] },
    ])
  })
})

test('what is no valid decision is said, and nobody decides without a key', async () => {
  const path = '/api/v1/stations/AQ-16/overrides'
  const good = {
    parameter: 'pm25',
    from: iso(first),
    to: iso(first + hourMs),
    flag: 3,
    reason: 'r',
    by: 'Lan',
  }
  const answers = [
    [good, 'no key of ours', 401],
    [{ ...good, reason: '' }, producerKey, 400],
    [{ ...good, flag: 9 }, producerKey, 400],
    [{ ...good, extra: 1 }, producerKey, 400],
    [{ ...good, from: '2026-11-22' }, producerKey, 400],
    [{ ...good, parameter: 'rain_10m' }, producerKey, 422],
    [{ ...good, to: good.from }, producerKey, 422],
    [{ ...good, to: iso(Date.now() + 2 * dayMs) }, producerKey, 422],
    [{ ...good, from: iso(first - 400 * dayMs) }, producerKey, 422],
  ] as const
  for (const [body, key, status] of answers) {
    const answer = await post(path, body, key)
    expect([answer.status, body]).toEqual([status, body])
    problem.parse(await answer.json())
  }
  expect((await post('/api/v1/stations/XX-1/overrides', good)).status).toBe(404)
  expect((await post(`${path}/77/withdraw`, { reason: 'r', by: 'Lan' })).status).toBe(404)
  expect((await post(`${path}/abc/withdraw`, { reason: 'r', by: 'Lan' })).status).toBe(404)
  expect((await read(path, overrideList)).items).toEqual([])
  for (const bad of [
    'quality?from=2026-11-02&to=2026-11-01',
    'flags',
    'flags?parameter=ph',
    'overrides?parameter=ph',
  ])
    expect((await server.get(`/api/v1/stations/AQ-16/${bad}`)).status, bad).toBe(400)
  for (const part of ['quality', 'flags?parameter=pm25', 'overrides'])
    expect((await server.get(`/api/v1/stations/XX-1/${part}`)).status, part).toBe(404)
})
