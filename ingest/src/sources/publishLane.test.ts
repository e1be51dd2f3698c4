import { Duplex } from 'node:stream'
import mqttPacket from 'mqtt-packet'
import { describe, expect, it } from 'vitest'
import { publishLane } from './publishLane.ts'

/** A connection whose far side the test holds. */
function connection() {
  const sent: Buffer[] = []
  const socket = new Duplex({
    read: () => undefined,
    write(chunk: Buffer, _encoding, done) {
      sent.push(chunk)
      done()
    },
  })
  return { socket, sent }
}

const options = { protocolVersion: 5 }
const message = (messageId: number, payload: string, qos: 0 | 1 = 1) =>
  mqttPacket.generate(
    {
      cmd: 'publish',
      topic: 'hanoi/v1/air/AQ-01/data',
      payload,
      qos,
      dup: false,
      retain: false,
      ...(qos === 1 ? { messageId } : {}),
      properties: { userProperties: { made: 'by the encoder of mqtt-packet' } },
    },
    options,
  )
const pingResponse = mqttPacket.generate({ cmd: 'pingresp' }, options)
const puback = (messageId: number) =>
  mqttPacket.generate({ cmd: 'puback', messageId, reasonCode: 0 }, options)
const turn = () => new Promise((resolve) => setImmediate(resolve))

function laneOf(socket: Duplex) {
  const taken: { topic: string; text: string; done: (error: Error | null) => void }[] = []
  const lane = publishLane(socket, (topic, payload, done) =>
    taken.push({ topic, text: payload.toString(), done }),
  )
  lane.on('error', () => undefined)
  return { lane, taken }
}

describe('publishLane', () => {
  it('takes messages and passes everything else, wherever the bytes are cut', async () => {
    const bytes = Buffer.concat([
      message(7, 'a'),
      pingResponse,
      message(8, 'ü'.repeat(10_000)),
      message(0, 'q', 0),
    ])
    for (const size of [1, 2, 3, 7, 64, bytes.length]) {
      const { socket } = connection()
      const { lane, taken } = laneOf(socket)
      const passed: Buffer[] = []
      lane.on('data', (part: Buffer) => passed.push(part))
      for (let at = 0; at < bytes.length; at += size) socket.push(bytes.subarray(at, at + size))
      await turn()
      await turn()
      expect(taken.map(({ text }) => text)).toEqual(['a', 'ü'.repeat(10_000), 'q'])
      expect(taken.every(({ topic }) => topic === 'hanoi/v1/air/AQ-01/data')).toBe(true)
      expect(Buffer.concat(passed)).toEqual(pingResponse)
    }
  })

  it('acknowledges in order of arrival, all that is done in one write, and nothing before', async () => {
    const { socket, sent } = connection()
    const { taken } = laneOf(socket)
    socket.push(Buffer.concat([message(1, 'a'), message(2, 'b'), message(0, 'c', 0), message(65_535, 'd')]))
    await turn()
    taken[1]!.done(null)
    taken[2]!.done(null)
    await turn()
    expect(sent).toEqual([])
    taken[0]!.done(null)
    await turn()
    expect(sent).toEqual([Buffer.concat([puback(1), puback(2)])])
    taken[3]!.done(null)
    await turn()
    expect(sent[1]).toEqual(puback(65_535))
  })

  it('lets the library hear the greeting of the broker before it takes the first message', async () => {
    const { socket } = connection()
    const { lane, taken } = laneOf(socket)
    const order: string[] = []
    lane.on('data', () => order.push(`greeting, ${taken.length} taken`))
    const greeting = mqttPacket.generate(
      { cmd: 'connack', reasonCode: 0, sessionPresent: true, returnCode: 0 },
      options,
    )
    socket.push(Buffer.concat([greeting, message(1, 'a')]))
    socket.push(message(2, 'b'))
    for (let turns = 0; turns < 5; turns++) await turn()
    expect(order).toEqual(['greeting, 0 taken'])
    expect(taken.map(({ text }) => text)).toEqual(['a', 'b'])
  })

  it('destroys the connection when a message cannot be landed, without acknowledging it', async () => {
    const { socket, sent } = connection()
    const { lane, taken } = laneOf(socket)
    socket.push(Buffer.concat([message(1, 'a'), message(2, 'b')]))
    await turn()
    taken[0]!.done(new Error('disk full'))
    taken[1]!.done(null)
    await turn()
    expect(sent).toEqual([])
    expect([lane.destroyed, socket.destroyed]).toEqual([true, true])
  })

  it.each([
    ['a length of five bytes', Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x01])],
    ['QoS 2', Buffer.from([0x34, 6, 0, 1, 0x61, 0, 1, 0])],
    ['no topic', Buffer.from([0x30, 3, 0, 0, 0])],
    ['number 0', Buffer.from([0x32, 6, 0, 1, 0x61, 0, 0, 0])],
    ['a topic beyond its end', Buffer.from([0x30, 3, 0, 9, 0x61])],
    ['half a length of its topic', Buffer.from([0x30, 1, 0])],
    ['half a number', Buffer.from([0x32, 4, 0, 1, 0x61, 0])],
    ['properties beyond its end', Buffer.from([0x30, 4, 0, 1, 0x61, 9])],
    ['a length of properties that does not end', Buffer.from([0x30, 4, 0, 1, 0x61, 0x80])],
  ])('destroys the connection on %s, and takes nothing of the next message for it', async (_, bytes) => {
    const { socket } = connection()
    const { lane, taken } = laneOf(socket)
    socket.push(Buffer.concat([bytes, message(1, 'a')]))
    await turn()
    expect(taken).toEqual([])
    expect(lane.destroyed).toBe(true)
  })
})
