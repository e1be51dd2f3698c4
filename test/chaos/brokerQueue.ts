import mqtt from 'mqtt'

export interface BrokerQueue {
  /** True when mosquitto holds nothing that a subscriber has not acknowledged; false also when it has not said so lately. */
  isEmpty(): boolean
  /** What it holds; undefined while it does not say. */
  length(): number | undefined
  stop(): void
}

const held = '$SYS/broker/store/messages/count'
const retained = '$SYS/broker/retained messages/count'

/** Follows what mosquitto says of its own store: everything in it that is not retained waits for an acknowledgement.
 *  The broker must run with `sys_interval 1`. */
export function watchBrokerQueue(url: string): BrokerQueue {
  const said = new Map<string, number>()
  const client = mqtt.connect(url, { reconnectPeriod: 200, clientId: 'watcher-of-the-queue' })
  client.on('error', () => undefined)
  client.on('connect', () => {
    said.clear()
    client.subscribe([held, retained])
  })
  client.on('message', (topic, payload) => void said.set(topic, Number(payload.toString())))
  const length = (): number | undefined => {
    const [all, kept] = [said.get(held), said.get(retained)]
    return client.connected && all !== undefined && kept !== undefined ? Math.max(0, all - kept) : undefined
  }
  return {
    isEmpty: () => length() === 0,
    length,
    stop: () => void client.end(true),
  }
}
