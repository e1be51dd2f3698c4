import { once } from 'node:events'
import { connect as open, type Socket } from 'node:net'
import mqtt from 'mqtt'
import { generate } from 'mqtt-packet'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startEmbeddedBroker, type BrokerOptions } from '@city/ingest/sources/embeddedBroker.ts'
import { noOutcome } from '../../ingest/src/pipeline/arrival.ts'
import { eventually } from '../services/eventually.ts'

/* Clients that stall, say nothing or say too much cost nobody else anything. */

let broker: Awaited<ReturnType<typeof startEmbeddedBroker>>
const sockets: Socket[] = []
const start = async (more: Partial<BrokerOptions> = {}) => {
  broker = await startEmbeddedBroker({
    ...{ host: '127.0.0.1', port: 0, credentials: undefined, ownPrefix: 'own/' },
    ...{
      isAddressed: () => false,
      take: (_topic, _payload, done) => done(null, noOutcome),
      ...more,
    },
  })
}
const raw = async (): Promise<Socket> => {
  const socket = open(broker.port, '127.0.0.1')
  sockets.push(socket)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}
const connectBytes = (protocolVersion: 4 | 5, clientId: string, more: object = {}) =>
  generate({
    ...{ cmd: 'connect', protocolId: 'MQTT', protocolVersion, clientId, clean: true, keepalive: 0, ...more },
  } as Parameters<typeof generate>[0])

beforeEach(() => start())
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await broker.close()
})

describe.each([4, 5] as const)('MQTT protocol version %d', (protocolVersion) => {
  test.each([0, 1] as const)(
    'a subscriber at QoS %d that stops reading delays nobody and is ended',
    async (qos) => {
      const stalled = await raw()
      stalled.write(connectBytes(protocolVersion, 'stalled'))
      await once(stalled, 'data')
      const topics = [{ topic: '#', qos, ...(protocolVersion === 5 ? { nl: false, rap: false, rh: 0 } : {}) }]
      const ask = { cmd: 'subscribe', messageId: 1, subscriptions: topics } as const
      stalled.write(generate(ask as Parameters<typeof generate>[0], { protocolVersion }))
      await once(stalled, 'data')
      stalled.pause()
      const healthy = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, { reconnectPeriod: 0 })
      await healthy.subscribeAsync('own/live', { qos: 0 })
      let seen = 0
      healthy.on('message', () => void seen++)
      const payload = 'x'.repeat(50_000)
      const began = performance.now()
      for (let sent = 0; sent < 600; sent += 20) {
        for (let one = 0; one < 20; one++) broker.publish('own/live', payload)
        await eventually(() => Promise.resolve(seen >= sent + 20))
      }
      expect(performance.now() - began).toBeLessThan(4500)
      expect(seen).toBe(600)
      await eventually(() => Promise.resolve(broker.clients() === 1))
      await healthy.endAsync()
    },
  )
})

test.each([[[]], [[0x10]], [[0x10, 0x80]], [[0x10, 0x20, 0x00]]])(
  'a connection that sends %j and no more is closed in time',
  async (bytes) => {
    await broker.close()
    await start({ connectWithinMs: 200 })
    const socket = await raw()
    socket.resume()
    const closed = once(socket, 'close')
    if (bytes.length > 0) socket.write(Buffer.from(bytes))
    await closed
  },
)

test('a CONNECT that announces 20 MB is refused before its bytes are kept', async () => {
  await broker.close()
  await start({ credentials: { username: 'u', password: 'p' } })
  const socket = await raw()
  socket.resume()
  const closed = once(socket, 'close')
  const head = connectBytes(4, 'big').subarray(2)
  socket.write(Buffer.concat([Buffer.from([0x10, 0x80, 0xda, 0xc4, 0x09]), head]))
  await closed
})

test('a CONNECT in pieces, and one with a will of 60,000 bytes, are let in', async () => {
  const will = { topic: 'w', payload: Buffer.alloc(60_000), qos: 0, retain: false }
  const bytes = connectBytes(4, 'pieces', { will })
  const socket = await raw()
  const answer = once(socket, 'data')
  socket.write(bytes.subarray(0, 1))
  await new Promise(setImmediate)
  socket.write(bytes.subarray(1, 30_000))
  await new Promise(setImmediate)
  socket.write(bytes.subarray(30_000))
  expect([...((await answer)[0] as Buffer)]).toEqual([0x20, 2, 0, 0])
})

test('the broker closes although somebody is connected who has said nothing', async () => {
  await raw()
  await broker.close()
  await start()
})

test('what a session that never comes back leaves waiting is bounded', async () => {
  const url = `mqtt://127.0.0.1:${broker.port}`
  const away = await mqtt.connectAsync(url, { clientId: 'away', clean: false, reconnectPeriod: 0 })
  await away.subscribeAsync('keep/+', { qos: 1 })
  await away.endAsync()
  const sender = await mqtt.connectAsync(url, { reconnectPeriod: 0 })
  for (let sent = 0; sent < 1300; sent += 100)
    await Promise.all(
      Array.from({ length: 100 }, (_, one) => sender.publishAsync('keep/it', String(sent + one), { qos: 1 })),
    )
  const again = mqtt.connect(url, { clientId: 'away', clean: false, reconnectPeriod: 0 })
  const got: string[] = []
  again.on('message', (_topic, payload) => void got.push(payload.toString()))
  await eventually(() => Promise.resolve(got.length >= 1000))
  // What is published now follows everything that waited.
  await eventually(async () => {
    await sender.publishAsync('keep/last', 'last', { qos: 1 })
    return got.includes('last')
  })
  expect(got.filter((text) => text !== 'last')).toHaveLength(1000)
  await again.endAsync()
  await sender.endAsync()
})
