import { setTimeout as wait } from 'node:timers/promises'
import mqtt from 'mqtt'
import { startInfluxd } from '../../test/services/influxd.ts'
import { startIngestProgram } from '../../test/services/ingest.ts'
import { startMosquitto } from '../../test/services/mosquitto.ts'
import { pointsIn, query, storedBy } from './rounds.ts'
import { peakRssMb } from './processes.ts'
import { startScript } from './script.ts'
import { percentile, table, verdict } from './stats.ts'

/* Lag from publish to stored at a steady rate, mosquitto → InfluxDB, QoS 1, all checks on. Stored: ingest publishes what is
 * durable on the live topic (`hanoi/v1/live/readings`, the newest of each station); each reading holds the moment of its
 * sending as its time. Beside it a bare bridge (subscriber, group, post, nothing else) writes the same into the same InfluxDB:
 * the lag that broker, database and disk alone have in that run (baseline). A sample of what was announced is
 * asked of InfluxDB at once.
 * Usage: node ingest/bench/lag.ts [seconds = 60] [rate = 2000] */

const seconds = Number(process.argv[2] ?? 60)
const rate = Number(process.argv[3] ?? 2000)
/** The first seconds of a program that has just started are told apart: nothing is compiled yet, no station is known. */
const warmUpS = 5
const early = warmUpS * rate
const messages = early + seconds * rate
/** Announcements between two questions to InfluxDB. */
const sampleEvery = 50

const broker = await startMosquitto({ maxInflight: 20_000, maxQueued: 0, lines: ['autosave_interval 30'] })
const influx = await startInfluxd()
const database = 'lag'
const ingest = await startIngestProgram({
  MQTT_URL: broker.url,
  INFLUX_URL: influx.url,
  INFLUX_DATABASE: database,
})
await query(influx, 'CREATE DATABASE bare', '')
const bare = startScript('bareSubscriber.ts', [
  ...[broker.url, 'bare-lag', messages],
  `${influx.url}/write?db=bare&precision=ms`,
])
await bare.said('ready')

const lags: number[] = []
const sampled = { asked: 0, missing: 0 }
const questions: Promise<void>[] = []
const live = 'hanoi/v1/live/readings'
const watcher = await mqtt.connectAsync(broker.url)
/** Moments that were published and not yet announced as stored, oldest first, by station. */
const open = new Map<string, number[]>()
let announced = 0
watcher.on('message', (topic, payload) => {
  const now = Date.now()
  if (topic !== live) {
    const station = topic.split('/')[3]!
    const { ts } = JSON.parse(payload.toString()) as { ts: string }
    const moments = open.get(station)
    if (moments) moments.push(Date.parse(ts))
    else open.set(station, [Date.parse(ts)])
    return
  }
  const updates = JSON.parse(payload.toString()) as { station: string; latest: { time: string } }[]
  for (const { station, latest } of updates) {
    // The newest of a station says that all before it are stored too.
    const moments = open.get(station) ?? []
    const stored = moments.filter((moment) => moment <= Date.parse(latest.time))
    lags.push(...moments.splice(0, stored.length).map((moment) => now - moment))
  }
  const [first] = updates
  if (first && ++announced % sampleEvery === 0)
    questions.push(ask(first.station, Date.parse(first.latest.time)))
})
await watcher.subscribeAsync([live, 'hanoi/v1/air/+/data'])

async function ask(station: string, time: number): Promise<void> {
  sampled.asked++
  const q = `SELECT pm25 FROM air WHERE station = '${station}' AND time = ${time}ms`
  const answer = JSON.stringify(await query(influx, q, database))
  if (!answer.includes('"values"')) sampled.missing++
}

const publisher = startScript('publisher.ts', [broker.port, messages, 0, rate])
const { go } = await publisher.said<{ go: number }>('go')
const { done } = await publisher.said<{ done: number }>('done')
const bareLags = await bare.said<{ received: number[]; written: number[] }>('written')
for (let i = 0; (await storedBy(ingest.httpUrl)) < messages && i < 100; i++) await wait(100)
await Promise.all(questions)
const stored = await pointsIn(influx, database)
const rss = peakRssMb(ingest.pid)
await watcher.endAsync()
await bare.stop()
await ingest.stop()
await broker.stop()
await influx.stop()

const steady = lags.slice(early)
const row = (name: string, of: readonly number[]) => [
  name,
  String(of.length),
  ...[0.5, 0.99, 1].map((p) => `${Math.round(percentile(of, p))} ms`),
]
process.stdout
  .write(`${messages} messages at ${Math.round(messages / ((done - go) / 1000))}/s, mosquitto → InfluxDB, QoS 1
${table([['', 'observed', 'p50', 'p99', 'max'], row('bare bridge, received', bareLags.received.slice(early)), row('bare bridge, written (baseline)', bareLags.written.slice(early)), row('ingest, stored and announced', steady), row('the same, first 5 s', lags.slice(0, early))])}
InfluxDB holds ${stored} of ${messages}; ${sampled.asked - sampled.missing} of ${sampled.asked} readings asked for at their announcement were there
p99 of ingest / p99 of the bare bridge: ${(percentile(steady, 0.99) / percentile(bareLags.written.slice(early), 0.99)).toFixed(2)}
${table([verdict('publish → stored, p99', percentile(steady, 0.99), 250, 'most', ' ms'), verdict('peak memory', rss, 300, 'most', ' MB')])}`)
