import { startInfluxd } from '../../test/services/influxd.ts'
import { startMosquitto } from '../../test/services/mosquitto.ts'
import { installNodeRed, nodeRedVersions } from './nodeRed.ts'
import { bareRound, nodeRedRound, oursRound, type Round } from './rounds.ts'
import { median, spread, table, verdict } from './stats.ts'

/* QoS 1 readings a second from a real mosquitto to stored and acknowledged in a real InfluxDB, all checks on, in
 * alternating rounds of one run: a bare MQTT.js subscriber that only counts (baseline), ours, and Node-RED with
 * node-red-contrib-influxdb writing each message (single) and a thousand at once (batch). Same publisher, same messages,
 * same broker; every subject is a process of its own.
 * With `backlog` the messages wait in the broker before a subject may move (but for the peer that writes each message, which
 * is fed at its pace: given all at once it falls to a tenth).
 * Usage: node ingest/bench/qos1.ts [messages = 200000] [rounds = 5] [embedded] [no-peers] [backlog] */

const messages = Number(process.argv[2] ?? 200_000)
const rounds = Number(process.argv[3] ?? 5)
const modes = new Set(process.argv.slice(4))
const isEmbedded = modes.has('embedded')
const isBacklog = modes.has('backlog')
/** The peer that writes each message needs a tenth of the messages for the same time. */
const few = Math.ceil(messages / 10)
/** And it is fed at what it can take: given all at once it opens a request for each and falls to 500/s. */
const singleRate = 4000

const say = (text: string) => process.stdout.write(text)
const installed = isEmbedded || modes.has('no-peers') ? undefined : await installNodeRed().catch(withoutPeers)
const broker = await startMosquitto({ maxInflight: 20_000, maxQueued: 0, lines: ['autosave_interval 30'] })
const influx = isEmbedded ? undefined : await startInfluxd()

const results = { bare: [] as Round[], ours: [] as Round[], single: [] as Round[], batch: [] as Round[] }
/** Observed lately, as what arrives live is: the last reading of a round is a minute old when the round starts. */
const start = (): number => Date.now() - 60_000 - Math.ceil(messages / 28) * 20
for (let round = 0; round < rounds; round++) {
  results.bare.push(await bareRound({ broker, influx, isBacklog }, messages, start()))
  results.ours.push(await oursRound({ broker, influx, isBacklog }, messages, start()))
  if (!installed || !influx) continue
  results.single.push(await nodeRedRound('single', { broker, influx, installed }, few, start(), singleRate))
  results.batch.push(
    await nodeRedRound('batch', { broker, influx, installed, isBacklog }, messages, start(), 0),
  )
}
await broker.stop()
await influx?.stop()

const middle = (of: readonly Round[], key: keyof Round) => median(of.map((round) => round[key]))
const names = {
  bare: 'bare subscriber (baseline)',
  ours: 'ingest, stored and acked',
  single: 'Node-RED, each message',
  batch: 'Node-RED, 1,000 at once',
}
const measured = (Object.keys(names) as (keyof typeof names)[]).filter((name) => results[name].length > 0)
const store = isEmbedded ? 'embedded store' : 'InfluxDB'
say(
  `${messages} messages (each message: ${few}), ${rounds} rounds, mosquitto → ${store}, QoS 1${isBacklog ? ', waiting in the broker' : ''}, medians\n\n`,
)
say(
  table([
    ['', 'messages/s', 'spread', 'CPU µs', 'peak MB', 'stored', 'publisher µs', 'broker µs', 'influxd µs'],
    ...measured.map((name) => {
      const of = results[name]
      return [
        names[name],
        middle(of, 'rate').toFixed(0),
        spread(of.map(({ rate }) => rate)),
        middle(of, 'cpuUs').toFixed(1),
        middle(of, 'rssMb').toFixed(0),
        name === 'bare' ? '–' : `${(100 * Math.min(...of.map(({ share }) => share))).toFixed(2)} %`,
        ...(['publisherUs', 'brokerUs', 'influxdUs'] as const).map((key) => middle(of, key).toFixed(1)),
      ]
    }),
  ]),
)
say('CPU in µs a message; `stored`: share of the published that the store holds, worst round\n\n')
const rate = (name: keyof typeof names) => middle(results[name], 'rate')
const ours = middle(results.ours, 'cpuUs')
say(
  table([
    verdict('ours / bare', rate('ours') / rate('bare'), isEmbedded ? 0.6 : 0.85, 'least'),
    verdict('ours, peak memory', middle(results.ours, 'rssMb'), 300, 'most', ' MB'),
    ...(results.single.length === 0
      ? []
      : [
          verdict('ours / each message', rate('ours') / rate('single'), 10, 'least'),
          verdict('ours / 1,000 at once', rate('ours') / rate('batch'), 1.8, 'least'),
          verdict('CPU, ours / 1,000 at once', ours / middle(results.batch, 'cpuUs'), 0.33, 'most'),
        ]),
  ]),
)
if (installed) say(`peer: ${nodeRedVersions}\n`)

function withoutPeers(error: Error): undefined {
  say(`without Node-RED: npm cannot get it (${error.message.split('\n')[0]})\n`)
}
