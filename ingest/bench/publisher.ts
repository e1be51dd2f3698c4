import { connect } from 'node:net'

/* Publishes air readings at QoS 1 as fast as the broker acknowledges, MQTT 3.1.1 packets made beforehand and put on a
 * plain socket, so that the publisher's own cost blurs the comparison as little as possible.
 * Usage: node publisher.ts PORT MESSAGES START_MS */

const [port, messages, start] = process.argv.slice(2).map(Number) as [number, number, number]
/** Messages under way before an acknowledgement. */
const window = 1000

const text = (value: string) => {
  const bytes = Buffer.from(value)
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes])
}

function packet(head: number, body: Buffer): Buffer {
  const length: number[] = []
  for (let rest = body.length; ; rest >>= 7) {
    if (rest < 128) {
      length.push(rest)
      break
    }
    length.push((rest & 127) | 128)
  }
  return Buffer.concat([Buffer.from([head, ...length]), body])
}

function publishPacket(i: number): Buffer {
  const wave = i % 97
  const values = {
    pm25: 20 + wave / 3,
    pm10: 40 + wave / 2,
    no2: 30 + wave / 5,
    so2: 8 + wave / 20,
    o3: 60 - wave / 3,
    co: 700 + wave,
  }
  const time = start + Math.floor(i / 28) * 60_000
  const payload = JSON.stringify({ ts: new Date(time).toISOString(), seq: i, values, status: '00' })
  const topic = `hanoi/v1/air/AQ-${String((i % 28) + 1).padStart(2, '0')}/data`
  const id = (i % 65_535) + 1
  return packet(0x32, Buffer.concat([text(topic), Buffer.from([id >> 8, id & 255]), Buffer.from(payload)]))
}

const packets = Array.from({ length: messages }, (_, i) => publishPacket(i))
const socket = connect(port, '127.0.0.1')
socket.setNoDelay(true)
const connectBody = Buffer.concat([text('MQTT'), Buffer.from([4, 2, 0, 0]), text(`bench-${process.pid}`)])
socket.write(packet(0x10, connectBody))

let sent = 0
let acknowledged = 0
let bytes = -4 // CONNACK is 4 bytes, and so is each PUBACK
socket.on('data', (part) => {
  bytes += part.length
  acknowledged = Math.floor(bytes / 4)
  const until = Math.min(messages, acknowledged + window)
  if (until > sent) socket.write(Buffer.concat(packets.slice(sent, until)))
  sent = Math.max(sent, until)
  if (acknowledged >= messages) socket.end(packet(0xe0, Buffer.alloc(0)))
})
