import type { Duplex } from 'node:stream'
import type { Client } from 'aedes'

/** Bytes that may wait for one subscriber before it is ended. */
export const mostWaitingBytes = 1_000_000

type Deliver = (packet: { retain?: boolean }, done: () => void) => void
type Delivery = 'deliver0' | 'deliverQoS'

/** Lets a subscriber that does not read hold up nobody but itself. aedes emits a message to all its subscribers and
 *  waits for the slowest, and after a hundred such messages emits nothing at all. Here the emitter goes on at once; what
 *  the subscriber has not taken waits in its own socket, and beyond `mostWaitingBytes` its connection ends. Retained
 *  messages, which one subscriber gets alone, still wait for it. */
export function neverWaitFor(client: Client, socket: Duplex): void {
  const { conn } = client
  const waiting = (): number => conn.writableLength + (conn === socket ? 0 : socket.writableLength)
  // Not in the types of aedes: the two functions through which every message of a subscription passes.
  const deliveries = client as unknown as Record<Delivery, Deliver>
  for (const name of ['deliver0', 'deliverQoS'] as const) {
    const deliver = deliveries[name].bind(client)
    deliveries[name] = (packet, done) => {
      if (packet.retain === true) return deliver(packet, done)
      if (waiting() > mostWaitingBytes) conn.destroy(new Error('the subscriber does not read'))
      else deliver(packet, () => undefined)
      setImmediate(done)
    }
  }
}
