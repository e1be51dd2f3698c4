import mqtt, { type MqttClient } from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deadLetterWriter, type DeadLetterRow } from '@city/store/state/deadLetters.ts'
import { readDeadLetters } from '@city/store/state/deadLettersList.ts'
import { readLatest } from '@city/store/state/latest.ts'
import { readLedger } from '@city/store/state/ledger.ts'
import { openState } from '@city/store/state/openState.ts'
import { join } from 'node:path'
import { producerKey, startIngestProgram, type RunningIngest } from '../services/ingest.ts'

/* Bad input from outside, on the embedded program: counted, visible with its reason, nothing else disturbed. */

let ingest: RunningIngest
let client: MqttClient

beforeAll(async () => {
  ingest = await startIngestProgram()
  client = await mqtt.connectAsync(ingest.mqttUrl)
})
afterAll(async () => {
  await client.endAsync(true)
  await ingest.stop()
})

const send = (topic: string, payload: string | Buffer) =>
  client.publishAsync(`hanoi/v1/${topic}`, payload, { qos: 1 })
const ts = () => new Date().toISOString()

function withState<Result>(read: (db: ReturnType<typeof openState>) => Result): Result {
  const db = openState(join(ingest.dataDir, 'state.sqlite'))
  try {
    return read(db)
  } finally {
    db.close()
  }
}
const letters = (): DeadLetterRow[] => withState((db) => readDeadLetters(db, { limit: 100 }))
const letterOf = (reason: string) => letters().find((one) => one.reason === reason)

test.each([
  ['unknown_station', 'air/NO-SUCH/data', { ts: ts(), values: { pm25: 1 } }],
  ['unknown_station', 'air/<script>alert(1)</script>/data', { ts: ts(), values: { pm25: 1 } }],
  ['missing_time', 'air/AQ-02/data', { values: { pm25: 1 } }],
  [
    'future_time',
    'air/AQ-02/data',
    { ts: new Date(Date.now() + 2 * 86_400_000).toISOString(), values: { pm25: 1 } },
  ],
  ['not_a_number', 'air/AQ-02/data', { ts: ts(), values: { pm25: 'a lot' } }],
  ['wrong_domain', 'rain/AQ-02/data', { ts: ts(), values: { rain_10m: 1 } }],
])('%s on %s is acknowledged, kept as a dead letter and stores nothing', async (reason, topic, body) => {
  await send(topic, JSON.stringify(body))
  expect(letterOf(reason)).toMatchObject({ reason, source: 'mqtt' })
  expect(withState(readLatest).get('AQ-02')).toBeUndefined()
})

test.each([
  '{"ts":',
  '{"ts":1,"values":{"pm25":NaN}}',
  '{"ts":1,"values":{"pm25":-Infinity}}',
  '\u0000\u0001',
  '',
])('what is no JSON is a dead letter: %j', async (text) => {
  const before = letters().filter(({ reason }) => reason === 'bad_json').length
  await send('air/AQ-03/data', text)
  expect(letters().filter(({ reason }) => reason === 'bad_json').length).toBe(before + 1)
})

test.each([
  'v1/soil/AQ-03/data',
  'v1/air/AQ-03',
  'v2/air/AQ-03/data',
  'v1/air/AQ-03/extra/data',
  'air/AQ-03/data',
])('a topic that is none of ours is a dead letter: %s', async (topic) => {
  await client.publishAsync(`hanoi/${topic}`, '{}', { qos: 1 })
  const found = letters().filter(({ reason }) => reason === 'wrong_topic')
  expect(found.map(({ detail }) => detail)).toContain(`hanoi/${topic}`)
})

test('20 MB in one message is turned away, only its beginning is kept', async () => {
  await send('air/AQ-03/data', Buffer.alloc(20 * 1024 * 1024, 'x'))
  const letter = letterOf('payload_too_large')
  expect(letter?.size).toBe(20 * 1024 * 1024)
  expect(letter?.raw.length).toBe(64 * 1024)
})

test('a bad member of an array costs only itself', async () => {
  const start = Date.now() - 60_000
  const good = (offset: number) => ({ ts: start + offset, values: { pm25: 20 + offset } })
  await send('air/AQ-04/data', JSON.stringify([good(0), { ts: 'yesterday', values: { pm25: 1 } }, good(1)]))
  expect(letterOf('bad_time')).toMatchObject({ station: 'AQ-04', detail: 'yesterday' })
  expect(withState(readLatest).get('AQ-04')).toMatchObject({ time: start + 1, values: { pm25: 21 } })
})

test('a duplicate is counted and changes nothing', async () => {
  const payload = JSON.stringify({ ts: Date.now(), values: { pm25: 33 } })
  await send('air/AQ-05/data', payload)
  await send('air/AQ-05/data', payload)
  const row = withState((db) => readLedger(db, 0, Date.now())).find(({ station }) => station === 'AQ-05')
  expect(row).toMatchObject({ received: 2, stored: 1, duplicate: 1, rejected: 0 })
})

test.each([
  ['a unit that every object has', `{"ts":${Date.now()},"values":{"pm25":1},"units":{"pm25":"constructor"}}`],
  ['values through a prototype', `{"ts":${Date.now()},"values":{"__proto__":{"pm25":5}}}`],
  ['lists nested 300,000 deep', '['.repeat(300_000) + ']'.repeat(300_000)],
  ['a value nested 100,000 deep', `{"ts":1,"values":{"pm25":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`],
])('%s is a dead letter, and the program goes on', async (_what, text) => {
  const before = letters().length
  await send('air/AQ-09/data', text)
  expect(letters().length).toBe(before + 1)
  expect(withState(readLatest).get('AQ-09')).toBeUndefined()
})

test('nobody but ingest may publish live messages', async () => {
  const other = await mqtt.connectAsync(ingest.mqttUrl, { reconnectPeriod: 0 })
  const closed = new Promise<void>((resolve) => other.once('close', () => resolve()))
  other.publish('hanoi/v1/live/readings', '[]', { qos: 1 })
  await closed
})

async function post(path: string, body: string | Buffer, key = producerKey) {
  const headers = { 'content-type': 'application/json', 'x-api-key': key }
  const answer = await fetch(`${ingest.httpUrl}${path}`, {
    method: 'POST',
    headers,
    body: new Uint8Array(Buffer.from(body)),
  })
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    body: (await answer.json()) as Record<string, unknown>,
  }
}

test('HTTP: a reading is stored before the 200, a rejected one is a 422, no key is a 401, all problems are RFC 9457', async () => {
  const reading = { station: 'AQ-06', ts: ts(), values: { pm25: 12 } }
  expect(await post('/api/v1/readings', JSON.stringify(reading))).toMatchObject({
    status: 200,
    body: { received: 1, stored: 1 },
  })
  expect(withState(readLatest).get('AQ-06')?.values.pm25).toBe(12)
  const refused = await post('/api/v1/readings', JSON.stringify({ ...reading, station: 'nobody' }))
  expect(refused).toMatchObject({
    status: 422,
    type: 'application/problem+json; charset=utf-8',
    body: { rejected: 1 },
  })
  expect(await post('/api/v1/readings', JSON.stringify(reading), 'guess')).toMatchObject({ status: 401 })
  expect(await post('/api/v1/readings', '{"station":')).toMatchObject({ status: 422 })
  expect(await post('/api/v1/readings', Buffer.alloc(3 * 1024 * 1024, ' '))).toMatchObject({ status: 413 })
})

test.each([
  ['missing_code', { TrangThaiHoSo: '2', NgayTiepNhan: '20261101080000' }],
  ['unknown_status', { MaHoSo: 'H26.01-261101-0001', TrangThaiHoSo: '77', NgayTiepNhan: '20261101080000' }],
  ['impossible_date', { MaHoSo: 'H26.01-261101-0002', TrangThaiHoSo: '2', NgayTiepNhan: '20261332080000' }],
])('dossiers: %s is turned away alone, and its people are not kept', async (reason, dossier) => {
  const good = {
    MaHoSo: `H26.01-261102-${reason.length}000`,
    TrangThaiHoSo: '2',
    NgayTiepNhan: '20261102080000',
    DonViXuLy: 'UBND phường Ba Đình',
  }
  const data = [{ ...dossier, ChuHoSo: 'Nguyễn Văn Kín' }, good]
  const answer = await post(
    '/api/v1/dossiers',
    JSON.stringify({ service: 'DongBoHoSoMC', isUpdating: 'False', data }),
  )
  expect(answer.status).toBe(200)
  expect(letterOf(reason)).toMatchObject({ scope: 'dossier' })
  expect(letters().some(({ raw }) => Buffer.from(raw).includes('Nguyễn Văn Kín'))).toBe(false)
})

test('a body that is not what its content-encoding says is answered with 400 and kept as a dead letter', async () => {
  for (const path of ['/api/v1/readings', '/api/v1/dossiers']) {
    const answer = await fetch(`${ingest.httpUrl}${path}`, {
      method: 'POST',
      headers: { 'content-encoding': 'gzip', 'x-api-key': producerKey },
      body: 'notgzip',
      signal: AbortSignal.timeout(5000),
    })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    const found = letters().filter(({ reason }) => reason === 'bad_shape')
    expect(found.map(({ detail }) => detail)).toContainEqual(
      expect.stringContaining(`${path}: the body cannot`),
    )
  }
})

test('a dossier letter is replayed as a dossier: rejected again it stays the one letter, accepted it is gone', async () => {
  const code = 'H26.01-261103-0001'
  const future = { MaHoSo: code, TrangThaiHoSo: '77', NgayTiepNhan: '20261103080000' }
  await post('/api/v1/dossiers', JSON.stringify([future]))
  const ofCode = () => letters().filter(({ raw }) => Buffer.from(raw).includes(code))
  const [letter] = ofCode()
  expect(letter).toMatchObject({ scope: 'dossier', reason: 'unknown_status' })
  expect(await post(`/api/v1/dead-letters/${letter!.id}/replay`, '')).toMatchObject({ status: 422 })
  expect(ofCode()).toEqual([letter])

  const corrected = JSON.stringify({ ...future, TrangThaiHoSo: '2' })
  withState((db) =>
    db
      .prepare('UPDATE dead_letter SET raw = ?, size = ? WHERE id = ?')
      .run(corrected, Buffer.byteLength(corrected), letter!.id),
  )
  expect(await post(`/api/v1/dead-letters/${letter!.id}/replay`, '')).toMatchObject({
    status: 200,
    body: { received: 1, stored: 1, rejected: 0 },
  })
  expect(ofCode()).toEqual([])
})

test('a letter of several readings stays until every one of them is accepted', async () => {
  const at = Date.now() - 120_000
  const raw = JSON.stringify([
    { station: 'AQ-07', ts: at, values: { pm25: 5 } },
    { station: 'NO-SUCH', ts: at, values: { pm25: 5 } },
  ])
  withState((db) =>
    deadLetterWriter(db)({
      source: 'test',
      at,
      station: null,
      scope: 'reading',
      reason: 'store_refused',
      detail: '',
      raw,
    }),
  )
  const [letter] = letters().filter(({ source }) => source === 'test')
  expect(await post(`/api/v1/dead-letters/${letter!.id}/replay`, '')).toMatchObject({
    body: { received: 2, stored: 1, rejected: 1 },
  })
  expect(letters().filter(({ source }) => source === 'test')).toHaveLength(1)
})

test('after all of it the program is alive, ready and takes readings', async () => {
  expect((await fetch(`${ingest.httpUrl}/readyz`)).status).toBe(200)
  await send('air/AQ-08/data', JSON.stringify({ ts: ts(), values: { pm25: 9 } }))
  expect(withState(readLatest).get('AQ-08')?.values.pm25).toBe(9)
})
