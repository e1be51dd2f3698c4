import { connect } from 'node:net'

/* Publishes air readings at QoS 1, MQTT 3.1.1 packets made beforehand and put on a plain socket, so that the publisher's
 * own cost blurs the comparison as little as possible. Prints `{"go": ms}` with its first packet and
 * `{"done": ms, "cpuUs": µs of CPU since}` when the broker has acknowledged all (ms since 1970).
 * Usage: node publisher.ts PORT MESSAGES START_MS [RATE a second; 0 = as fast as the broker acknowledges] */

const [port, messages, start, rate = 0] = process.argv.slice(2).map(Number) as [
  number,
  number,
  number,
  number?,
]
/** Messages under way before an acknowledgement. */
const window = 1000
/** Air stations of the city profile, and from one reading of a station to its next where no rate is given. */
const stations = 28
const stepMs = 20

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

/** Message `i`. With a rate the time of observation is the moment of sending. */
function publishPacket(i: number, time: number): Buffer {
  const wave = i % 97
  const values = {
    pm25: 20 + wave / 3,
    pm10: 40 + wave / 2,
    no2: 30 + wave / 5,
    so2: 8 + wave / 20,
    o3: 60 - wave / 3,
    co: 700 + wave,
  }
  const payload = JSON.stringify({ ts: new Date(time).toISOString(), seq: i, values, status: '00' })
  const topic = `hanoi/v1/air/AQ-${String((i % stations) + 1).padStart(2, '0')}/data`
  const id = (i % 65_535) + 1
  return packet(0x32, Buffer.concat([text(topic), Buffer.from([id >> 8, id & 255]), Buffer.from(payload)]))
}

const socket = connect(port, '127.0.0.1')
socket.setNoDelay(true)
const connectBody = Buffer.concat([text('MQTT'), Buffer.from([4, 2, 0, 0]), text(`bench-${process.pid}`)])

let sent = 0
let cpu = process.cpuUsage()
const say = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`)

/** The first byte after CONNACK (4 bytes) starts the clock; each PUBACK is 4 bytes too. */
let bytes = 0
function begin(onAcknowledged: (count: number) => void): void {
  socket.on('data', (part) => {
    if (bytes === 0) {
      cpu = process.cpuUsage()
      say({ go: Date.now() })
    }
    bytes += part.length
    const acknowledged = Math.floor(bytes / 4) - 1
    if (acknowledged < messages) return onAcknowledged(acknowledged)
    const { user, system } = process.cpuUsage(cpu)
    say({ done: Date.now(), cpuUs: user + system })
    socket.end(packet(0xe0, Buffer.alloc(0)))
  })
  socket.write(packet(0x10, connectBody))
}

if (rate === 0) {
  const packets = Array.from({ length: messages }, (_, i) =>
    publishPacket(i, start + Math.floor(i / stations) * stepMs),
  )
  begin((acknowledged) => {
    const until = Math.min(messages, acknowledged + window)
    if (until > sent) socket.write(Buffer.concat(packets.slice(sent, until)))
    sent = Math.max(sent, until)
  })
} else {
  const clock = setInterval(() => {
    if (bytes === 0) return
    const now = Date.now()
    startedAt ||= now
    const until = Math.min(messages, Math.floor(((now - startedAt) / 1000) * rate) + 1)
    const due: Buffer[] = []
    // A station's readings of one tick are 1 ms apart, so that no two share a moment.
    for (; sent < until; sent++) due.push(publishPacket(sent, momentOf(sent % stations, now)))
    if (due.length > 0) socket.write(Buffer.concat(due))
    if (sent >= messages) clearInterval(clock)
  }, 2)
  let startedAt = 0
  begin(() => undefined)
}

const newest: number[] = []
function momentOf(station: number, now: number): number {
  return (newest[station] = Math.max(now, (newest[station] ?? 0) + 1))
}
