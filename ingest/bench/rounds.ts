import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import mqtt from 'mqtt'
import type { Influxd } from '../../test/services/influxd.ts'
import { startIngestProgram } from '../../test/services/ingest.ts'
import type { Mosquitto } from '../../test/services/mosquitto.ts'
import { startNodeRed, type NodeRedKind } from './nodeRed.ts'
import { childNamed, cpuUsOf, peakRssMb } from './processes.ts'
import { startScript } from './script.ts'

/** One round: so many messages published, received and (but for the bare subscriber) stored. CPU is user + system, µs a
 *  message, from the first message published to the last one stored. */
export interface Round {
  /** Messages a second. */
  rate: number
  cpuUs: number
  rssMb: number
  /** Points that InfluxDB holds of those published; 1 where nothing stores. */
  share: number
  publisherUs: number
  brokerUs: number
  influxdUs: number
}

export interface Bench {
  broker: Mosquitto
  /** Absent: embedded store. */
  influx: Influxd | undefined
  /** The subject stands still (SIGSTOP) while the broker fills its queue and is measured from its first move: what it can
   *  take after an outage, and without the publisher on the same processors. */
  isBacklog?: boolean
}

/** Publishes `messages` and waits until `isDone` counts as many; `count` is asked the oftener the nearer the end. */
async function measure(
  { broker, influx, isBacklog = false }: Bench,
  subject: {
    pid: number
    messages: number
    start: number
    /** Messages a second; 0: as fast as the broker acknowledges. */
    rate?: number
    count: () => Promise<{ count: number; at?: number }>
  },
): Promise<Omit<Round, 'share'>> {
  const { pid, messages, start, count, rate = 0 } = subject
  const brokerPid = childNamed('mosquitto')
  const influxdPid = influx ? childNamed('influxd') : 0
  const publisher = startScript('publisher.ts', [broker.port, messages, start, rate])
  if (isBacklog) process.kill(pid, 'SIGSTOP')
  let { go } = await publisher.said<{ go: number }>('go')
  const published = publisher.said<{ cpuUs: number }>('cpuUs')
  if (isBacklog) {
    await published
    go = Date.now()
    process.kill(pid, 'SIGCONT')
  }
  const before = [pid, brokerPid, influxdPid].map(cpuUsOf)
  let end: number
  let last = 0
  let movedAt = Date.now()
  for (;;) {
    const { count: reached, at } = await count()
    end = at ?? Date.now()
    if (reached >= messages) break
    if (reached > last) movedAt = Date.now()
    // A peer may lose messages: what does not come within 15 s does not come.
    if (Date.now() - movedAt > 15_000) break
    last = reached
    const left = reached === 0 ? 500 : ((messages - reached) / reached) * (Date.now() - go)
    await wait(Math.max(10, Math.min(500, left / 3)))
  }
  const cpu = [pid, brokerPid, influxdPid].map((id, i) => (cpuUsOf(id) - before[i]!) / messages)
  const { cpuUs } = await published
  await publisher.stop()
  return {
    rate: messages / ((end - go) / 1000),
    cpuUs: cpu[0]!,
    rssMb: peakRssMb(pid),
    publisherUs: cpuUs / messages,
    brokerUs: cpu[1]!,
    influxdUs: cpu[2]!,
  }
}

/** A subscriber that only counts. */
export async function bareRound(bench: Bench, messages: number, start: number): Promise<Round> {
  const clientId = `bare-${start}`
  const subscriber = startScript('bareSubscriber.ts', [bench.broker.url, clientId, messages])
  await subscriber.said('ready')
  let done: number | undefined
  void subscriber.said<{ done: number }>('done').then((said) => (done = said.done))
  const count = async () => (done === undefined ? { count: 0 } : { count: messages, at: done })
  const round = await measure(bench, { pid: subscriber.pid, messages, start, count })
  await subscriber.stop()
  await forget(bench.broker, clientId)
  return { ...round, share: 1 }
}

/** The real ingest program, all checks on. */
export async function oursRound(bench: Bench, messages: number, start: number): Promise<Round> {
  const { broker, influx } = bench
  const database = `ours_${start}`
  const ingest = await startIngestProgram({
    MQTT_URL: broker.url,
    ...(influx ? { INFLUX_URL: influx.url, INFLUX_DATABASE: database } : {}),
  })
  const count = async () => ({ count: await storedBy(ingest.httpUrl) })
  const round = await measure(bench, { pid: ingest.pid, messages, start, count })
  const share = influx ? (await pointsIn(influx, database)) / messages : (await count()).count / messages
  const clientId = `ingest-hanoi-${readFileSync(join(ingest.dataDir, 'instance'), 'utf8')}`
  await ingest.stop()
  await forget(broker, clientId)
  return { ...round, share }
}

/** Node-RED with one of its InfluxDB nodes. */
export async function nodeRedRound(
  kind: NodeRedKind,
  bench: Bench & { influx: Influxd; installed: string },
  messages: number,
  start: number,
  rate: number,
): Promise<Round> {
  const { influx, broker } = bench
  const database = `${kind}_${start}`
  const clientId = `node-red-${kind}-${start}`
  await query(influx, `CREATE DATABASE ${database}`)
  const nodeRed = await startNodeRed(kind, { ...bench, database, clientId })
  const written = await provoke(bench, start)
  const count = async () => ({ count: (await pointsWritten(influx)) - written })
  const round = await measure(bench, { pid: nodeRed.pid, messages, start, count, rate })
  // The points of the trial hold moments of their own: they count beyond the messages.
  const share = ((await pointsIn(influx, database)) - 1) / messages
  await nodeRed.stop()
  await forget(broker, clientId)
  return { ...round, share }
}

/** Sends one reading again and again until InfluxDB has taken a point: then the flow is subscribed and connected.
 *  @returns points that InfluxDB has written when the last of them was through */
async function provoke({ broker, influx }: Bench & { influx: Influxd }, start: number): Promise<number> {
  const client = await mqtt.connectAsync(broker.url)
  const payload = JSON.stringify({ ts: new Date(start - 60_000).toISOString(), values: { pm25: 1 } })
  const before = await pointsWritten(influx)
  for (let tries = 0; ; tries++) {
    if (tries === 10) throw new Error('Node-RED stores nothing of what is published')
    await client.publishAsync('hanoi/v1/air/AQ-01/data', payload, { qos: 1 })
    // Longer than the join node gathers.
    await wait(1500)
    if ((await pointsWritten(influx)) > before) break
  }
  await client.endAsync()
  return pointsWritten(influx)
}

/** Ends a session, so that the broker does not queue the next round for it too. */
export async function forget(broker: Mosquitto, clientId: string): Promise<void> {
  const client = await mqtt.connectAsync(broker.url, { protocolVersion: 5, clientId, clean: true })
  await client.endAsync()
}

/** Readings that an ingest program has stored and acknowledged since it started, from its metrics. */
export async function storedBy(httpUrl: string): Promise<number> {
  const text = await (await fetch(`${httpUrl}/metrics`)).text()
  return Number(/ingest_readings_total\{source="mqtt",outcome="stored"\} (\d+)/.exec(text)?.[1] ?? 0)
}

/** Points that InfluxDB has written since it started, all databases. */
export async function pointsWritten(influx: Influxd): Promise<number> {
  const text = await (await fetch(`${influx.url}/debug/vars`)).text()
  return Number(/"pointsWrittenOK":(\d+)/.exec(text)?.[1] ?? 0)
}

/** Air points that a database holds. */
export async function pointsIn(influx: Influxd, database: string): Promise<number> {
  const answer = (await query(influx, 'SELECT COUNT(pm25) FROM air', database)) as {
    results: { series?: { values: [number, number][] }[] }[]
  }
  return answer.results[0]?.series?.[0]?.values[0]?.[1] ?? 0
}

export async function query(influx: Influxd, q: string, db = ''): Promise<unknown> {
  const body = new URLSearchParams({ q, db, epoch: 'ms' })
  return (await fetch(`${influx.url}/query`, { method: 'POST', body })).json()
}
