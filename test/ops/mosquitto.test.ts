import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startComposeBroker, type ComposeBroker } from './composeBroker.ts'

const passwords = {
  MQTT_INGEST_PASSWORD: 'ingest-of-this-test',
  MQTT_SERVER_PASSWORD: 'server-of-this-test',
}
const stationPassword = 'station:with a colon'
const notAuthorized = 0x87
const payload = '{"ts":"2026-11-22T07:00:00+07:00","values":{"pm25":35.2}}'

let broker: ComposeBroker
const clients: MqttClient[] = []

beforeAll(async () => {
  broker = await startComposeBroker(passwords, [`AQ-01:${stationPassword}`, `00004:${stationPassword}`])
})
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.endAsync(true)))
})
afterAll(() => broker?.stop())

async function connectAs(username: string, password: string, more: IClientOptions = {}): Promise<MqttClient> {
  const options = { username, password, protocolVersion: 5, reconnectPeriod: 0, ...more } as const
  const client = await mqtt.connectAsync(broker.url, options, false)
  clients.push(client)
  return client
}
const asStation = () => connectAs('AQ-01', stationPassword)
const asIngest = () => connectAs('ingest', passwords.MQTT_INGEST_PASSWORD)
const asServer = () => connectAs('server', passwords.MQTT_SERVER_PASSWORD)

function nextMessage(client: MqttClient): Promise<{ topic: string; text: string }> {
  return new Promise((resolve) =>
    client.once('message', (topic, message) => resolve({ topic, text: message.toString() })),
  )
}

/** Resolves when the broker took the message; rejects with MQTT 5's reason code in `code` when it refused. */
function publish(client: MqttClient, topic: string, text = payload) {
  return client.publishAsync(topic, text, { qos: 1 })
}

test.each([
  ['nobody', undefined, undefined],
  ['a wrong password', 'AQ-01', 'wrong'],
  ['an unknown user', 'AQ-99', stationPassword],
  ['ingest with an empty password', 'ingest', ''],
  ['the simulator, which has no password here', 'simulator', ''],
])('refuses %s at the door', async (_who, username, password) => {
  const options = { protocolVersion: 5, reconnectPeriod: 0 } as const
  const refused = mqtt.connectAsync(
    broker.url,
    { ...options, ...(username && { username }), ...(password !== undefined && { password }) },
    false,
  )
  await expect(refused).rejects.toMatchObject({ code: notAuthorized })
})

test('a station reaches ingest with its readings and its status', async () => {
  const ingest = await asIngest()
  await ingest.subscribeAsync(['hanoi/v1/+/+/data', 'hanoi/v1/+/+/status'], { qos: 1 })
  const station = await asStation()
  for (const topic of ['hanoi/v1/air/AQ-01/data', 'hanoi/v1/air/AQ-01/status']) {
    const arrived = nextMessage(ingest)
    await publish(station, topic)
    expect(await arrived).toEqual({ topic, text: payload })
  }
})

test('a one-stop system reaches ingest under its unit code', async () => {
  const ingest = await asIngest()
  await ingest.subscribeAsync('hanoi/v1/+/+/data', { qos: 1 })
  const unit = await connectAs('00004', stationPassword)
  const arrived = nextMessage(ingest)
  await publish(unit, 'hanoi/v1/dossiers/00004/data')
  expect((await arrived).topic).toBe('hanoi/v1/dossiers/00004/data')
})

test.each([
  ['hanoi/v1/air/AQ-02/data', 'speak for another station'],
  ['hanoi/v1/air/AQ-01/other', 'use another leaf'],
  ['hanoi/v1/live/readings', 'pose as ingest'],
  ['hanoi/v1/live/AQ-01/data', 'hide in the live topics'],
  ['hanoi/v1/ingest/landed', 'pose as an ingest that lands readings'],
  ['danang/v1/air/AQ-01/data', 'write into another city'],
])('a station may not publish on %s: %s', async (topic) => {
  const station = await asStation()
  await expect(publish(station, topic)).rejects.toMatchObject({ code: notAuthorized })
})

/** Topics that this client is sent of `#` while `speak` runs; the broker's answer to the unsubscription comes after them. */
async function hearsOf(client: MqttClient, speak: () => Promise<unknown>): Promise<string[]> {
  const heard: string[] = []
  client.on('message', (topic) => heard.push(topic))
  await client.subscribeAsync('#', { qos: 1 })
  await speak()
  await client.unsubscribeAsync('#')
  return heard
}

test('a station hears nothing, not even itself', async () => {
  const [station, ingest] = [await asStation(), await asIngest()]
  const heard = await hearsOf(station, async () => {
    await publish(station, 'hanoi/v1/air/AQ-01/data')
    await publish(ingest, 'hanoi/v1/live/readings', '[]')
  })
  expect(heard).toEqual([])
})

test('the server hears what ingest says is stored, and no raw reading', async () => {
  const [station, ingest, server] = [await asStation(), await asIngest(), await asServer()]
  const heard = await hearsOf(server, async () => {
    await publish(station, 'hanoi/v1/air/AQ-01/data')
    await publish(ingest, 'hanoi/v1/live/readings', '[]')
  })
  expect(heard).toEqual(['hanoi/v1/live/readings'])
})

test('the server may say nothing', async () => {
  await expect(publish(await asServer(), 'hanoi/v1/live/readings', '[]')).rejects.toMatchObject({
    code: notAuthorized,
  })
})

test('processes of ingest share readings and hear each other', async () => {
  const [one, other, station] = [await asIngest(), await asIngest(), await asStation()]
  const heard: string[] = []
  for (const ingest of [one, other]) {
    ingest.on('message', (topic) => heard.push(topic))
    await ingest.subscribeAsync('$share/landing/hanoi/v1/air/+/data', { qos: 1 })
  }
  await one.subscribeAsync('hanoi/v1/ingest/landed', { qos: 1, nl: true })
  for (let i = 0; i < 4; i++) await publish(station, 'hanoi/v1/air/AQ-01/data')
  await publish(other, 'hanoi/v1/ingest/landed', '{}')
  await Promise.all([one, other].map((ingest) => ingest.unsubscribeAsync('hanoi/v1/ingest/landed')))
  expect(heard.toSorted()).toEqual([
    ...Array.from({ length: 4 }, () => 'hanoi/v1/air/AQ-01/data'),
    'hanoi/v1/ingest/landed',
  ])
})

test('keeps more than the default queue of 1000 readings while ingest is away', async () => {
  const session = {
    clientId: 'ingest-session',
    clean: false,
    properties: { sessionExpiryInterval: 3600 },
  }
  const before = await connectAs('ingest', passwords.MQTT_INGEST_PASSWORD, session)
  await before.subscribeAsync('hanoi/v1/+/+/data', { qos: 1 })
  await before.endAsync()

  const station = await asStation()
  const sent = 1500
  await Promise.all(
    Array.from({ length: sent }, (_, seq) => publish(station, 'hanoi/v1/air/AQ-01/data', `${seq}`)),
  )

  const seen = new Set<string>()
  const after = mqtt.connect(broker.url, {
    ...session,
    username: 'ingest',
    password: passwords.MQTT_INGEST_PASSWORD,
    protocolVersion: 5,
  })
  clients.push(after)
  await new Promise<void>((resolve) => {
    after.on('message', (_topic, message) => {
      seen.add(message.toString())
      if (seen.size === sent) resolve()
    })
  })
  expect(seen.size).toBe(sent)
})

test.each([
  ['a password is missing', { MQTT_SERVER_PASSWORD: '' }, [], 'the password of server must have at least 12'],
  ['a station has a short password', {}, ['AQ-01:short'], 'the password of AQ-01 must have at least 12'],
  ['a station takes the name of ingest', {}, ['ingest:another-long-password'], 'must not name ingest'],
  ['a station id is a topic wildcard', {}, ['+:another-long-password'], 'has a character other than'],
  ['a line is not id:password', {}, ['AQ-01'], 'is not id:password'],
])('does not start when %s', async (_what, changed, stations, reason) => {
  await expect(startComposeBroker({ ...passwords, ...changed }, stations)).rejects.toThrow(reason)
})
