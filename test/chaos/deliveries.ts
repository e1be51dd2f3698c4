import type { LineObserver } from '../services/tcpProxy.ts'
import { createFrameReader, packet } from './mqttFrames.ts'

export interface Deliveries {
  observe(): LineObserver
  /** Messages that the broker has sent to its subscriber so far, each as often as it was sent. */
  readonly total: number
  /** Messages on connections that are alive, sent by the broker and not acknowledged to it. */
  unacknowledged(): number
  /** True when a subscriber is connected, everything is acknowledged and nothing new was sent for a while: as the
   *  broker sends what waits as soon as it may, nothing waits. */
  isAtRest(): boolean
}

const restMs = 1000

/** Follows on the line between ingest and its broker what is delivered and what is acknowledged. mosquitto's own count of its
 *  store ($SYS) is not to be used for this: it is one or two too high after a kill. */
export function createDeliveries(): Deliveries {
  const connections = new Set<Set<number>>()
  let total = 0
  let lastAt = Date.now()
  const unacknowledged = (): number => [...connections].reduce((sum, { size }) => sum + size, 0)
  return {
    observe() {
      const open = new Set<number>()
      return {
        sent: createFrameReader(({ kind, id }) => {
          lastAt = Date.now()
          if (kind === packet.connack) connections.add(open)
          if (kind !== packet.publish || id === undefined) return
          total++
          open.add(id)
        }),
        given: createFrameReader(({ kind, id }) => {
          if (kind !== packet.puback || id === undefined) return
          lastAt = Date.now()
          open.delete(id)
        }),
        closed: () => void connections.delete(open),
      }
    },
    get total() {
      return total
    },
    unacknowledged,
    isAtRest: () => connections.size > 0 && unacknowledged() === 0 && Date.now() - lastAt > restMs,
  }
}
