import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startIngestProgram, type RunningIngest } from '../services/ingest.ts'

/* The embedded broker speaks MQTT 5 and 3.1.1 alike (design section 4). */

let ingest: RunningIngest
beforeAll(async () => {
  ingest = await startIngestProgram()
})
afterAll(() => ingest.stop())

const nextMessage = (client: MqttClient) =>
  new Promise<{ topic: string; text: string }>((resolve) =>
    client.once('message', (topic, payload) => resolve({ topic, text: payload.toString() })),
  )

describe.each([5, 4] as const)('MQTT protocol version %d', (protocolVersion) => {
  const connect = (options: IClientOptions = {}) =>
    mqtt.connectAsync(ingest.mqttUrl, { protocolVersion, reconnectPeriod: 0, ...options })

  test('a reading at QoS 1 is acknowledged, stored and told to the live topic', async () => {
    const listener = await connect()
    await listener.subscribeAsync('hanoi/v1/live/readings', { qos: 0 })
    const told = nextMessage(listener)
    const station = await connect()
    const payload = JSON.stringify({ ts: Date.now(), values: { pm25: 30 + protocolVersion } })
    await station.publishAsync(`hanoi/v1/air/AQ-0${protocolVersion}/data`, payload, { qos: 1 })
    expect(JSON.parse((await told).text)).toMatchObject([
      {
        station: `AQ-0${protocolVersion}`,
        domain: 'air',
        latest: { values: { pm25: 30 + protocolVersion } },
      },
    ])
    await station.endAsync()
    await listener.endAsync()
  })

  test.each([0, 1, 2] as const)('messages of other topics pass between clients at QoS %d', async (qos) => {
    const [a, b] = [await connect(), await connect()]
    await b.subscribeAsync('test/+', { qos })
    const arrived = nextMessage(b)
    await a.publishAsync('test/greeting', 'xin chào', { qos })
    expect(await arrived).toEqual({ topic: 'test/greeting', text: 'xin chào' })
    await b.unsubscribeAsync('test/+')
    await a.endAsync()
    await b.endAsync()
  })

  test('a retained birth and a last will say whether a station is there', async () => {
    const topic = `hanoi/v1/air/AQ-1${protocolVersion}/status`
    const will = { topic, payload: Buffer.from('offline'), qos: 1 as const, retain: true }
    const station = await connect({ will })
    await station.publishAsync(topic, 'online', { qos: 1, retain: true })
    const watcher = await connect()
    const birth = nextMessage(watcher)
    await watcher.subscribeAsync(topic, { qos: 1 })
    expect((await birth).text).toBe('online')
    const death = nextMessage(watcher)
    station.stream.destroy()
    expect((await death).text).toBe('offline')
    await watcher.endAsync()
  })

  test('a session that shall last gets what came while its client was away', async () => {
    const options: IClientOptions = {
      clientId: `keeper-${protocolVersion}`,
      clean: false,
      ...(protocolVersion === 5 ? { properties: { sessionExpiryInterval: 600 } } : {}),
    }
    const first = await connect(options)
    await first.subscribeAsync('keep/it', { qos: 1 })
    await first.endAsync()
    const sender = await connect()
    await sender.publishAsync('keep/it', 'kept', { qos: 1 })
    const again = mqtt.connect(ingest.mqttUrl, { protocolVersion, ...options })
    expect((await nextMessage(again)).text).toBe('kept')
    await again.endAsync()
    await sender.endAsync()
  })
})

test('bytes that are no MQTT close the connection and disturb nobody', async () => {
  const { connect } = await import('node:net')
  const socket = connect(ingest.mqttPort, '127.0.0.1')
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.on('error', () => undefined)
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  await closed
  expect((await fetch(`${ingest.httpUrl}/livez`)).status).toBe(200)
})
