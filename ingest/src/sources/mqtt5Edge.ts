import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { duplexPair, type Duplex } from 'node:stream'
import { generate, parser, type IConnackPacket, type IConnectPacket, type Packet } from 'mqtt-packet'

/* The embedded broker (aedes) speaks MQTT 3.1 and 3.1.1 only; the contract with producers says MQTT 5 too (design
 * section 4). This edge looks at the first bytes of a connection and, for a client of version 5, translates packet by
 * packet. Acknowledgements pass through one to one, so "acknowledged means durable" holds for both versions.
 * Properties of version 5 are not carried; none is announced as available, so a correct client does not rely on them. */

const connectHead = 0x10
const version5 = 5
/** Where the protocol level stands: fixed header 2–5 bytes, length of the name 2, "MQTT" 4. */
const levelAfterName = 6
const longestFixedHeader = 5
/** A CONNECT of an honest client has some hundred bytes. */
const longestConnect = 65_536
const connectLimitMs = 10_000

/** CONNACK return codes of 3.1.1 (index) as reason codes of version 5 (MQTT 5.0, table 3-1). */
const connackReasons = [0x00, 0x84, 0x85, 0x88, 0x86, 0x87]
const disconnectWithWill = 0x04

/** Hands a connection to the broker once its CONNECT is whole, through the translation when the client speaks MQTT 5.
 *  Until then nobody knows who is there: what is no CONNECT, is larger than 64 KiB or is not whole in time is closed. */
export function acceptConnection(
  socket: Socket,
  handle: (stream: Duplex) => void,
  connectWithinMs = connectLimitMs,
): void {
  socket.on('error', () => socket.destroy())
  const late = setTimeout(() => socket.destroy(), connectWithinMs)
  socket.once('close', () => clearTimeout(late))
  let head = Buffer.alloc(0)
  const look = (): void => {
    const part: Buffer | null = socket.read()
    if (part === null) return
    head = Buffer.concat([head, part])
    const length = connectLength(head)
    if (length === undefined || (length !== null && length > longestConnect)) return void socket.destroy()
    if (length === null || head.length < length) return
    clearTimeout(late)
    socket.off('readable', look)
    socket.unshift(head)
    if (protocolLevel(head) === version5) translate(socket, handle)
    else handle(socket)
  }
  socket.on('readable', look)
}

/** Bytes of the whole CONNECT packet, null while its fixed header is not all there, undefined when it is no CONNECT. */
function connectLength(head: Buffer): number | null | undefined {
  if (head[0] !== connectHead) return undefined
  let rest = 0
  for (let at = 1; at < longestFixedHeader; at++) {
    const byte = head[at]
    if (byte === undefined) return null
    rest += (byte & 0x7f) * 128 ** (at - 1)
    if ((byte & 0x80) === 0) return at + 1 + rest
  }
  return undefined
}

/** Protocol level of a whole CONNECT packet. */
function protocolLevel(head: Buffer): number | undefined {
  let at = 1
  while (at < longestFixedHeader && (head[at]! & 0x80) !== 0) at++
  return head[at + 1 + levelAfterName]
}

function translate(socket: Socket, handle: (stream: Duplex) => void): void {
  const [inner, outer] = duplexPair()
  const fromClient = parser()
  const fromBroker = parser()
  const unsubscribed = new Map<number, number>()
  let assignedId: string | undefined
  const end = (): void => {
    socket.destroy()
    outer.destroy()
    inner.destroy()
  }

  fromClient.on('packet', (packet: Packet) => {
    if (packet.cmd === 'connect' && packet.clientId === '') assignedId = `mqtt5-${randomUUID()}`
    if (packet.cmd === 'unsubscribe') unsubscribed.set(packet.messageId ?? 0, packet.unsubscriptions.length)
    const translated = toVersion4(packet, assignedId)
    if (!translated) return end()
    if (!outer.write(generate(translated))) {
      socket.pause()
      outer.once('drain', () => socket.resume())
    }
  })
  fromBroker.on('packet', (packet: Packet) => {
    const bytes = generate(toVersion5(packet, assignedId, unsubscribed), { protocolVersion: version5 })
    if (!socket.write(bytes)) {
      outer.pause()
      socket.once('drain', () => outer.resume())
    }
  })
  for (const one of [fromClient, fromBroker]) one.on('error', end)
  socket.on('data', (part) => fromClient.parse(part))
  outer.on('data', (part: Buffer) => fromBroker.parse(part))
  for (const stream of [socket, outer, inner]) {
    stream.on('close', end)
    stream.on('error', end)
  }
  socket.on('end', end)
  handle(inner)
}

/** A client's packet for the broker; undefined = the connection has to end (a will to be sent, or not understood). */
function toVersion4(packet: Packet, assignedId: string | undefined): Packet | undefined {
  switch (packet.cmd) {
    case 'connect':
      return connect4(packet, assignedId)
    case 'publish': {
      // An empty topic needs topic aliases, which are not announced.
      if (packet.topic === '') return undefined
      const { cmd, topic, payload, qos, dup, retain, messageId } = packet
      return { cmd, topic, payload, qos, dup, retain, ...(messageId === undefined ? {} : { messageId }) }
    }
    case 'subscribe':
      return {
        cmd: packet.cmd,
        messageId: packet.messageId ?? 0,
        subscriptions: packet.subscriptions.map(({ topic, qos }) => ({ topic, qos })),
      }
    case 'unsubscribe':
      return { cmd: packet.cmd, messageId: packet.messageId ?? 0, unsubscriptions: packet.unsubscriptions }
    case 'puback':
    case 'pubrec':
    case 'pubrel':
    case 'pubcomp':
      return { cmd: packet.cmd, messageId: packet.messageId ?? 0 }
    case 'pingreq':
      return packet
    case 'disconnect':
      return packet.reasonCode === disconnectWithWill ? undefined : { cmd: 'disconnect' }
    default:
      return undefined
  }
}

function connect4(packet: IConnectPacket, assignedId: string | undefined): IConnectPacket {
  const { clientId, keepalive, username, password, will, properties } = packet
  return {
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: 4,
    clientId: assignedId ?? clientId,
    // 3.1.1 has one word for "start clean" and "forget at the end": a session that shall last is not clean.
    clean: !(properties?.sessionExpiryInterval && properties.sessionExpiryInterval > 0),
    ...(keepalive === undefined ? {} : { keepalive }),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(will
      ? {
          will: {
            topic: will.topic,
            payload: will.payload,
            qos: will.qos ?? 0,
            retain: will.retain ?? false,
          },
        }
      : {}),
  }
}

/** The broker's packet for a client of version 5. */
function toVersion5(
  packet: Packet,
  assignedId: string | undefined,
  unsubscribed: Map<number, number>,
): Packet {
  if (packet.cmd === 'connack') return connack5(packet, assignedId)
  if (packet.cmd === 'unsuback') {
    const messageId = packet.messageId ?? 0
    const granted = Array<number>(unsubscribed.get(messageId) ?? 1).fill(0)
    unsubscribed.delete(messageId)
    return { cmd: 'unsuback', messageId, granted }
  }
  return packet
}

function connack5(packet: IConnackPacket, assignedId: string | undefined): IConnackPacket {
  return {
    cmd: 'connack',
    sessionPresent: packet.sessionPresent,
    reasonCode: connackReasons[packet.returnCode ?? 0] ?? 0x80,
    properties: {
      topicAliasMaximum: 0,
      subscriptionIdentifiersAvailable: false,
      sharedSubscriptionAvailable: false,
      ...(assignedId === undefined ? {} : { assignedClientIdentifier: assignedId }),
    },
  }
}
