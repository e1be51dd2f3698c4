import { expect, test } from 'vitest'
import { createFrameReader, packet, type Frame } from './mqttFrames.ts'

const topic = 'chaos/v1/air/A-001/data'

/** Fixed header with the length in groups of seven bits (MQTT 3.1.1, 2.2), then the rest. */
function frame(first: number, ...rest: Buffer[]): Buffer {
  const body = Buffer.concat(rest)
  const head = [first]
  for (let left = body.length; ; left >>= 7) {
    if (left < 128) return Buffer.concat([Buffer.from([...head, left]), body])
    head.push((left & 127) | 128)
  }
}
const word = (value: number): Buffer => Buffer.from([value >> 8, value & 255])
const publish = (id: number, bytes: number): Buffer =>
  frame(0x32, word(topic.length), Buffer.from(topic), word(id), Buffer.alloc(bytes, 'x'))

test('finds packets and their identifiers in pieces of any size', () => {
  const stream = Buffer.concat([
    frame(0x20, word(0x0100)),
    publish(1, 10),
    publish(2, 300),
    frame(0xd0),
    publish(65_535, 200_000),
    frame(0x40, word(513)),
    frame(0x30, word(1), Buffer.from('ab')),
  ])
  const pingresp = 13
  const expected: Frame[] = [
    { kind: packet.connack, id: undefined },
    { kind: packet.publish, id: 1 },
    { kind: packet.publish, id: 2 },
    { kind: pingresp, id: undefined },
    { kind: packet.publish, id: 65_535 },
    { kind: packet.puback, id: 513 },
    { kind: packet.publish, id: undefined },
  ]
  for (const size of [1, 7, 1000, stream.length]) {
    const frames: Frame[] = []
    const read = createFrameReader((found) => frames.push(found))
    for (let at = 0; at < stream.length; at += size) read(stream.subarray(at, at + size))
    expect(frames).toEqual(expected)
  }
})
