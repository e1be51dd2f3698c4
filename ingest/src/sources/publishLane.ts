import { Duplex } from 'node:stream'
import { topicAndPayload } from './publishPacket.ts'

/** Told of each message. `done` is called once: without error when it may be acknowledged, with one when not. */
export type TakePublish = (topic: string, payload: Buffer, done: (error: Error | null) => void) => void

/** Messages taken and not yet done at which no more is read; half of it, and reading goes on. It bounds memory and the size
 *  of a group whatever the broker keeps to: mosquitto 2.0.11 goes beyond the receive maximum that it was told once
 *  messages are acknowledged. Measured under load: groups of 2,000 22 µs of CPU a message, of 4,000 18, of 8,000 18. */
const underWayLimit = 4000
/** The same for their bytes: 2 MB messages must not come by the thousand. */
const underWayBytesLimit = 8 * 1024 * 1024

/** A message on its way, in order of arrival: acknowledgements leave in that order (MQTT 5, 4.6). */
interface UnderWay {
  /** 0: QoS 0, nothing to acknowledge. */
  packetId: number
  size: number
  isDone: boolean
}

/** A connection to an MQTT 5 broker with a lane of its own for what is published: PUBLISH packets are taken out of the
 *  byte stream and acknowledged here, everything else passes to the client library as it came. The library acknowledges
 *  and parses one message after the other, at 15 µs each; landing needs both by the thousand.
 *
 *  Acknowledgements of all messages that become durable in one turn leave in one write. A message that cannot be landed
 *  destroys the connection: what is not acknowledged comes again.
 *  @param socket connection to the broker, plain or TLS */
export function publishLane(socket: Duplex, take: TakePublish): Duplex {
  const underWay: UnderWay[] = []
  let head = 0
  let bytes = 0
  let isFlushing = false
  let isGreeting = false
  /** Bytes that are not taken yet, and how many there have to be for the next packet. */
  let parts: Buffer[] = []
  let gathered = 0
  let needed = 0

  const lane = new Duplex({
    read: () => goOn(),
    write: (chunk: Buffer, _encoding, done) => void socket.write(chunk, done),
    writev: (chunks, done) =>
      void socket.write(Buffer.concat(chunks.map(({ chunk }) => chunk as Buffer)), done),
    final: (done) => void socket.end(done),
    destroy(error, done) {
      socket.destroy()
      done(error)
    },
  })

  socket.on('data', parse)
  socket.on('end', () => lane.push(null))
  socket.on('error', (error) => lane.destroy(error))
  socket.on('close', () => lane.destroy())

  function parse(chunk: Buffer): void {
    parts.push(chunk)
    gathered += chunk.length
    if (isGreeting || gathered < needed || lane.destroyed) return
    try {
      keep(read(parts.length === 1 ? chunk : Buffer.concat(parts)))
    } catch (error) {
      lane.destroy(error instanceof Error ? error : new Error(String(error)))
    }
    if (isLoaded(1)) socket.pause()
  }

  /** The beginning of a packet waits until all of it is there. */
  function keep(rest: Buffer): void {
    parts = rest.length > 0 ? [rest] : []
    gathered = rest.length
    needed = isGreeting ? 0 : (bodyOf(rest, 0)?.end ?? gathered + 1)
  }

  /** Takes the whole packets of `given`. @returns what is left */
  function read(given: Buffer): Buffer {
    let at = 0
    for (;;) {
      const body = bodyOf(given, at)
      if (!body || body.end > given.length || lane.destroyed) return given.subarray(at)
      const kind = given[at]! >> 4
      if (kind === publish) takePublish(given, at, body)
      else if (!lane.push(given.subarray(at, body.end))) socket.pause()
      at = body.end
      if (kind !== connack) continue
      greet()
      return given.subarray(at)
    }
  }

  /** The library hears that it is connected before the first message is taken. */
  function greet(): void {
    isGreeting = true
    socket.pause()
    setImmediate(() => {
      isGreeting = false
      goOn()
      parse(Buffer.alloc(0))
    })
  }

  function takePublish(given: Buffer, at: number, { start, end }: Body): void {
    const { topic, payload, packetId } = topicAndPayload(given[at]!, given, start, end)
    const message: UnderWay = { packetId, size: end - start, isDone: false }
    bytes += message.size
    underWay.push(message)
    take(topic, payload, (error) => {
      if (error) return void lane.destroy()
      message.isDone = true
      if (isFlushing) return
      isFlushing = true
      process.nextTick(flush)
    })
  }

  /** Acknowledges the longest run of messages that are done, oldest first. */
  function flush(): void {
    isFlushing = false
    const from = head
    while (head < underWay.length && underWay[head]!.isDone) bytes -= underWay[head++]!.size
    if (head === from || lane.destroyed) return
    const acknowledgements = Buffer.allocUnsafe(4 * (head - from))
    let length = 0
    for (let i = from; i < head; i++) {
      const { packetId } = underWay[i]!
      if (packetId === 0) continue
      acknowledgements[length] = puback
      acknowledgements[length + 1] = 2
      acknowledgements[length + 2] = packetId >> 8
      acknowledgements[length + 3] = packetId & 255
      length += 4
    }
    if (length > 0) socket.write(acknowledgements.subarray(0, length))
    if (head * 2 >= underWay.length) {
      underWay.splice(0, head)
      head = 0
    }
    goOn()
  }

  function goOn(): void {
    if (socket.isPaused() && !isGreeting && !isLoaded(0.5)) socket.resume()
  }
  function isLoaded(part: number): boolean {
    return underWay.length - head > underWayLimit * part || bytes > underWayBytesLimit * part
  }

  return lane
}

const connack = 2
const publish = 3
const puback = 0x40

interface Body {
  start: number
  end: number
}

/** Where the body of the packet that begins at `at` starts and ends; undefined while its length is not all there.
 *  @throws Error on a length that MQTT does not know (2.1.4: at most four bytes) */
function bodyOf(bytes: Buffer, at: number): Body | undefined {
  let length = 0
  for (let i = 1; i <= 4; i++) {
    const byte = bytes[at + i]
    if (byte === undefined) return undefined
    length += (byte & 127) * 128 ** (i - 1)
    if (byte < 128) return { start: at + i + 1, end: at + i + 1 + length }
  }
  throw new Error('MQTT packet with a length of more than four bytes')
}
