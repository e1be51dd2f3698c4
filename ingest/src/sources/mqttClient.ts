import type { Duplex } from 'node:stream'
import mqtt, { type ISubscriptionMap, type MqttClient } from 'mqtt'
import type { Logger } from '../log.ts'
import type { Subscription } from '../share/subscriptions.ts'
import { publishLane } from './publishLane.ts'
import type { Done } from '../pipeline/intake.ts'

export interface MqttOptions {
  url: string
  username: string | undefined
  password: string | undefined
  /** Stable over restarts: the broker keeps the session, and what came meanwhile, under this name. */
  clientId: string
  subscriptions: readonly Subscription[]
  /** Filters that the session may hold from an earlier run and that are not wanted any more. */
  unwanted?: readonly string[]
  take: (topic: string, payload: Buffer, done: Done) => void
  log: Logger
  onState: (connected: boolean) => void
  /** Told when messages of QoS 0 get through, and before any comes that waited meanwhile when they did not. */
  onHearing?: (hears: boolean) => void
}

/** Messages in flight that the broker may send before an acknowledgement: the upper bound of one group. */
const receiveMaximum = 2000
const sessionExpiryS = 7 * 24 * 3600
const reconnectMs = { least: 500, most: 15_000 }
/** Subscriber at QoS 1 with a persistent session on an external broker (MQTT 5). Messages go past MQTT.js through a lane of
 *  their own, which acknowledges what is durable; MQTT.js does everything else. */
export function startMqttClient(options: MqttOptions) {
  const { take, log } = options
  const client = mqtt.connect(options.url, {
    protocolVersion: 5,
    clientId: options.clientId,
    clean: false,
    ...(options.username === undefined ? {} : { username: options.username }),
    ...(options.password === undefined ? {} : { password: options.password }),
    reconnectPeriod: reconnectMs.least,
    connectTimeout: 10_000,
    keepalive: 30,
    // Connects below, when the lane is in its way.
    manualConnect: true,
    // A buffer made beforehand for every number that a packet may hold: 14 MB for the few packets that are written.
    writeCache: false,
    log: () => undefined,
    properties: { receiveMaximum, sessionExpiryInterval: sessionExpiryS },
  })
  /** Connections that failed in a row, and those that were cut because landing failed, without a success between. */
  let failures = 0
  let cuts = 0
  let isConnected = false
  let isClosing = false

  // The one place where MQTT.js makes its connections, for every protocol alike. It is not public: the tests against
  // mosquitto fail when an update moves it.
  const build: (of: MqttClient, settings: object) => Duplex = client['streamBuilder']
  client['streamBuilder'] = (of: MqttClient, settings: object) => {
    const lane = publishLane(build(of, settings), (topic, payload, done) =>
      take(topic, payload, (error) => {
        // Cut by ourselves, so that the broker sends again what could not be landed.
        if (!error) cuts = 0
        else if (!lane.destroyed) cuts++
        done(error)
      }),
    )
    return lane
  }

  const subscriptions: ISubscriptionMap = Object.fromEntries(
    options.subscriptions.map(({ filter, qos, noLocal, retainHandling: rh = 0 }) => [
      filter,
      { qos, nl: noLocal, rh },
    ]),
  )
  async function subscribe(): Promise<void> {
    const { unwanted = [] } = options
    await client.subscribeAsync(subscriptions)
    if (unwanted.length > 0) await client.unsubscribeAsync([...unwanted])
  }

  client.on('connect', () => {
    const { stream } = client
    subscribe().then(
      () => {
        if (failures > 0) log.warn({ attempts: failures }, 'MQTT broker is back')
        failures = 0
        isConnected = true
        options.onHearing?.(true)
        options.onState(true)
      },
      (error: Error) => stream.destroy(error),
    )
  })
  client.on('close', () => {
    if (isClosing) return
    options.onHearing?.(false)
    const isOwnCut = isConnected && cuts > 0
    isConnected = false
    if (!isOwnCut) {
      options.onState(false)
      failures++
      if (failures === 1) log.warn('MQTT broker is away, trying again')
    }
    // Growing wait with jitter, so that a crowd of clients does not come back in one moment.
    const wait = Math.min(reconnectMs.most, reconnectMs.least * 2 ** Math.min(failures + cuts, 6))
    client.options.reconnectPeriod = Math.round(wait * (0.5 + Math.random() / 2))
  })
  client.on('error', (error) => log.debug({ error: error.message }, 'MQTT'))

  client.connect()

  return {
    publish(topic: string, payload: string): void {
      // Live messages are of the moment: without a connection there is nobody to tell, and the store has the reading.
      if (client.connected) client.publish(topic, payload, { qos: 0 })
    },
    /** Takes no more of these filters: others of the group get what comes from now on. */
    async leave(filters: readonly string[]): Promise<void> {
      if (client.connected && filters.length > 0) await client.unsubscribeAsync([...filters])
    },
    async close(): Promise<void> {
      isClosing = true
      await client.endAsync()
    },
  }
}

/** A producer's connection at QoS 1, MQTT 3.1.1 as most loggers speak it; `publish` resolves with the broker's
 *  acknowledgement. Used by the simulator; a station of the city does the same from outside. */
export function connectPublisher(options: {
  url: string
  username?: string | undefined
  password?: string | undefined
  clientId: string
}) {
  const client = mqtt.connect(options.url, {
    clientId: options.clientId,
    ...(options.username === undefined ? {} : { username: options.username }),
    ...(options.password === undefined ? {} : { password: options.password }),
    reconnectPeriod: 1000,
  })
  // Without a listener an unreachable broker would end the process; MQTT.js itself tries again.
  client.on('error', () => undefined)
  return {
    publish: async (topic: string, payload: string): Promise<void> =>
      void (await client.publishAsync(topic, payload, { qos: 1 })),
    close: () => client.endAsync(true),
  }
}
