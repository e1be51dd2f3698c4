import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { readiness } from '@city/domain/api/service.ts'
import type {
  Batch,
  ClientEvents,
  Layer,
  ReadingUpdate,
  ServerEvents,
  Snapshot,
} from '@city/domain/live/events.ts'
import { latestReadingWriter } from '@city/store/state/latest.ts'
import { eventually } from '../services/eventually.ts'
import { startBroker, type TestBroker } from './broker.ts'
import { startServer, type RunningServer } from './startServer.ts'

type Client = Socket<ServerEvents, ClientEvents>

let broker: TestBroker & { port: number }
let server: RunningServer
const clients: Client[] = []

beforeAll(async () => {
  broker = await startBroker()
  server = await startServer({ MQTT_URL: broker.url, PUBLIC_ORIGINS: 'https://portal.example' })
  await brokerIs('up')
})
afterEach(() => {
  for (const client of clients.splice(0)) client.disconnect()
})
afterAll(async () => {
  await server.stop()
  await broker.stop()
})

async function brokerIs(state: string): Promise<void> {
  await eventually(
    async () => {
      const { dependencies } = readiness.parse(await (await server.get('/readyz')).json())
      return dependencies.some((one) => one.name === 'broker' && one.state === state)
    },
    { withinMs: 15_000, what: `broker ${state}` },
  )
}

function connect(): Client {
  const client: Client = io(`${server.url}/live`, { transports: ['websocket'] })
  clients.push(client)
  return client
}

async function subscribed(layers: Layer[]): Promise<{ client: Client; snapshot: Snapshot }> {
  const client = connect()
  const snapshot = new Promise<Snapshot>((resolve) => client.once('snapshot', resolve))
  client.emit('subscribe', layers)
  return { client, snapshot: await snapshot }
}

const reading = (station: string, domain: string, second: number, value: number) => ({
  station,
  domain,
  latest: {
    time: `2026-11-22T03:30:${String(second).padStart(2, '0')}.000Z`,
    values: { pm25: value },
    flags: {},
  },
})
const publish = (items: unknown) => broker.publish('hanoi/v1/live/readings', JSON.stringify(items))
/** The next batch that carries a value of this station. */
const batchWith = (client: Client, station: string) =>
  new Promise<Batch<ReadingUpdate>>((resolve) => {
    client.on('readings', (batch) => {
      if (batch.items.some((item) => item.station === station)) resolve(batch)
    })
  })

it('answers subscribe with a snapshot of these layers', async () => {
  await publish([reading('AQ-01', 'air', 1, 11), reading('RG-01', 'rain', 1, 0.2)])
  await expect.poll(() => server.latest.readings.size).toBe(2)
  const { snapshot } = await subscribed(['air', 'cameras'])
  expect(snapshot.readings.map(({ station }) => station)).toEqual(['AQ-01'])
  expect(snapshot.cameras.map(({ id }) => id)).toEqual(['CAM-1', 'CAM-2'])
  expect(Date.parse(snapshot.now)).toBeGreaterThan(0)
})

it('sends one batch with the last value of each station of the subscribed layers', async () => {
  const { client } = await subscribed(['air', 'rain'])
  // Just after a batch nothing waits any more, and what comes now goes together.
  const before = batchWith(client, 'AQ-03')
  await publish([reading('AQ-03', 'air', 2, 0)])
  await before
  const batch = batchWith(client, 'AQ-02')
  await publish([
    reading('AQ-02', 'air', 2, 1),
    reading('AQ-02', 'air', 3, 2),
    reading('WL-01', 'water', 3, 9),
  ])
  await publish([reading('AQ-02', 'air', 4, 3), reading('RG-02', 'rain', 4, 5)])
  const { items } = await batch
  expect(items.map(({ station, latest }) => [station, latest.values.pm25])).toEqual([
    ['AQ-02', 3],
    ['RG-02', 5],
  ])
})

it('sends at most one batch each 250 ms however fast values come', async () => {
  const { client } = await subscribed(['air', 'rain', 'water', 'flood'])
  const sentAt: number[] = []
  const done = new Promise<void>((resolve) => {
    client.on('readings', ({ now, items }) => {
      sentAt.push(Date.parse(now))
      if (items.some(({ latest }) => latest.values.pm25 === 1999)) resolve()
    })
  })
  const pause = () => new Promise((resolve) => setImmediate(resolve))
  for (let i = 0; i < 2000; i++) {
    await publish([reading(`AQ-${10 + (i % 5)}`, 'air', 5, i)])
    await pause()
  }
  await done
  for (const [i, at] of sentAt.entries()) if (i > 0) expect(at - sentAt[i - 1]!).toBeGreaterThanOrEqual(248)
})

it('never lets an older reading replace a newer one', async () => {
  const { client } = await subscribed(['air'])
  const batch = batchWith(client, 'AQ-05')
  await publish([reading('AQ-05', 'air', 30, 50)])
  await batch
  await publish([reading('AQ-05', 'air', 10, 10), reading('AQ-06', 'air', 10, 10)])
  await expect.poll(() => server.latest.readings.has('AQ-06')).toBe(true)
  expect(server.latest.readings.get('AQ-05')?.latest.values.pm25).toBe(50)
})

it('ignores what is not readable on the topic and keeps its neighbours', async () => {
  for (const payload of ['', '{', '42', '{"a":1}', 'null'])
    await broker.publish('hanoi/v1/live/readings', payload)
  await publish([{ station: 7 }, reading('AQ-07', 'air', 1, 7), reading('AQ-08', 'noise', 1, 7)])
  await expect.poll(() => server.latest.readings.has('AQ-07')).toBe(true)
  expect(server.latest.readings.has('AQ-08')).toBe(false)
})

it('is not poisoned by a reading of the year 2099 or by stations that the profile does not have', async () => {
  const future = reading('AQ-20', 'air', 1, 999)
  future.latest.time = '2099-01-01T00:00:00.000Z'
  await publish([future, reading('NOBODY', 'air', 1, 1), reading('AQ-20', 'air', 7, 20)])
  await expect.poll(() => server.latest.readings.get('AQ-20')?.latest.values.pm25).toBe(20)
  expect(server.latest.readings.has('NOBODY')).toBe(false)
})

it('shows what is stored although the link is up and brings nothing, and calls nothing news twice', async () => {
  const { client } = await subscribed(['flood'])
  const batch = batchWith(client, 'FP-011')
  const write = latestReadingWriter(server.state)
  write({ station: 'FP-011', domain: 'flood', time: server.now(), values: { depth_cm: 9 }, flags: {} })
  expect((await batch).items).toMatchObject([{ station: 'FP-011', latest: { values: { depth_cm: 9 } } }])
  const stored = server.latest.readings.get('FP-011')!
  const { latest, domain, station } = stored
  expect(
    server.latest.take('readings', [
      { latest: { flags: {}, values: latest.values, time: latest.time }, domain, station },
    ]),
  ).toBe(0)
}, 10_000)

it('shows pages of listed origins public cameras only, at first and later', async () => {
  const client: Client = io(`${server.url}/live`, {
    transports: ['websocket'],
    extraHeaders: { origin: 'https://portal.example' },
  })
  clients.push(client)
  const snapshot = new Promise<Snapshot>((resolve) => client.once('snapshot', resolve))
  client.emit('subscribe', ['cameras'])
  expect((await snapshot).cameras.map(({ id }) => id)).toEqual(['CAM-1'])
  const seen = new Promise<string[]>((resolve) =>
    client.once('cameras', ({ items }) => resolve(items.map(({ id }) => id))),
  )
  const known = [...server.latest.cameras.values()]
  const checked = known.map((camera) => ({ ...camera, checked_at: '2026-11-22T03:29:00.000Z' }))
  server.latest.take('cameras', checked)
  expect(await seen).toEqual(['CAM-1'])
})

it('survives a client that sends garbage, and still serves it when it asks properly', async () => {
  const client: Socket = io(`${server.url}/live`, { transports: ['websocket'] })
  const garbage = [undefined, null, 'air', 42, { layers: 1 }, ['noise'], [{}], Array(500).fill('air')]
  for (const one of garbage) client.emit('subscribe', one)
  client.emit('snapshot', 1)
  client.emit('constructor', { __proto__: null })
  const snapshot = new Promise<Snapshot>((resolve) => client.once('snapshot', resolve))
  client.emit('subscribe', ['water'])
  expect((await snapshot).cameras).toEqual([])
  client.disconnect()
  expect((await server.get('/livez')).status).toBe(200)
})

it('answers the last wish of a client that changes its mind quickly', async () => {
  const client = connect()
  const snapshots: Snapshot[] = []
  client.on('snapshot', (snapshot) => snapshots.push(snapshot))
  for (let i = 0; i < 50; i++) client.emit('subscribe', ['air'])
  client.emit('subscribe', ['cameras'])
  await expect.poll(() => snapshots.at(-1)?.cameras.length).toBe(2)
  expect(snapshots.length).toBeLessThan(5)
})

it('reads the state again while the broker is away, says so, and comes back by itself', async () => {
  await broker.stop()
  await brokerIs('away')
  const { client } = await subscribed(['flood'])
  const batch = batchWith(client, 'FP-009')
  const write = latestReadingWriter(server.state)
  write({ station: 'FP-009', domain: 'flood', time: server.now(), values: { depth_cm: 22 }, flags: {} })
  expect((await batch).items).toMatchObject([{ station: 'FP-009', latest: { values: { depth_cm: 22 } } }])
  broker = await startBroker(broker.port)
  await brokerIs('up')
  const after = batchWith(client, 'FP-010')
  await publish([reading('FP-010', 'flood', 50, 1)])
  expect((await after).items.map(({ station }) => station)).toEqual(['FP-010'])
})
