import { createServer, type Server, type Socket } from 'node:net'
import { timingSafeEqual, createHash } from 'node:crypto'
import { Aedes } from 'aedes'
import type { Done } from '../pipeline/intake.ts'
import { acceptConnection } from './mqtt5Edge.ts'
import { boundOfflineQueues, type OfflineQueues } from './offlineQueues.ts'
import { neverWaitFor } from './slowSubscriber.ts'

const mostConnections = 5000
/** What waits longer in a subscriber's socket ends the subscriber, ms. */
const drainLimitMs = 5000
const connectLimitMs = 10_000

export interface BrokerOptions {
  host: string
  /** 0 = any free port. */
  port: number
  /** When set, every client must give them. */
  credentials: { username: string; password: string } | undefined
  /** Topics below this prefix are the program's own; nobody else may publish there. */
  ownPrefix: string
  /** Whether a topic is the pipeline's business; other topics are only passed on to their subscribers. */
  isAddressed: (topic: string) => boolean
  take: (topic: string, payload: Buffer, done: Done) => void
  /** How long a connection may take to say who it is, ms; 10 s by default. */
  connectWithinMs?: number
}

/** The embedded MQTT broker (aedes; version 5 through mqtt5Edge.ts). A message is landed before it is acknowledged: `authorizePublish` runs before
 *  PUBACK, so a publisher at QoS 1 that has its acknowledgement has its reading on disk. When landing fails the
 *  connection is cut and the publisher, having no acknowledgement, sends again. */
export async function startEmbeddedBroker(options: BrokerOptions) {
  const connectWithinMs = options.connectWithinMs ?? connectLimitMs
  const broker = await Aedes.createBroker({
    drainTimeout: drainLimitMs,
    connectTimeout: connectWithinMs,
    authenticate: (_client, username, password, done) =>
      done(null, isAllowed(options.credentials, username, password)),
    authorizePublish(client, packet, done) {
      const { topic } = packet
      if (client && topic.startsWith(options.ownPrefix)) return done(new Error(`${topic} is reserved`))
      if (!client || !options.isAddressed(topic)) return done()
      const payload = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload)
      // A retained reading would come back as new at every subscription: telemetry is not retained (interfaces.md 1).
      if (topic.endsWith('/data')) packet.retain = false
      options.take(topic, payload, (error) => done(error))
    },
  })
  // Not in the types of aedes: its persistence, made by `createBroker`.
  boundOfflineQueues((broker as unknown as { persistence: OfflineQueues }).persistence)
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    acceptConnection(socket, (stream) => neverWaitFor(broker.handle(stream), socket), connectWithinMs)
  })
  server.maxConnections = mostConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  return {
    port: portOf(server),
    clients: () => broker.connectedClients,
    /** Publishes one of the program's own messages, QoS 0, not retained. */
    publish(topic: string, payload: string): void {
      const packet = { cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false } as const
      broker.publish(packet, () => undefined)
    },
    async close(): Promise<void> {
      await new Promise<void>((resolve) => broker.close(() => resolve()))
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the broker has no TCP port')
  return address.port
}

function isAllowed(
  expected: BrokerOptions['credentials'],
  username: string | undefined,
  password: Buffer | undefined,
): boolean {
  if (!expected) return true
  const given = `${username ?? ''}\n${password?.toString('utf8') ?? ''}`
  return timingSafeEqual(digest(given), digest(`${expected.username}\n${expected.password}`))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
