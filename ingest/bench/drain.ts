import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import mqtt from 'mqtt'
import { hourStart } from '@city/domain/time/hanoiTime.ts'
import { journalDepth } from '@city/store/state/journal.ts'
import { startInfluxd, type Influxd } from '../../test/services/influxd.ts'
import { startIngestProgram } from '../../test/services/ingest.ts'
import { startMosquitto } from '../../test/services/mosquitto.ts'
import { fillJournal } from './journalOf.ts'
import { childNamed, cpuUsOf, peakRssMb } from './processes.ts'
import { pointsIn, query } from './rounds.ts'
import { startScript } from './script.ts'
import { median, percentile, spread, table, verdict } from './stats.ts'

/* Readings a second out of a journal that filled while InfluxDB was away, against a bare keep-alive client that posts the
 * same lines in batches of 5,000, in alternating rounds; then once more with live readings at 2,000/s beside it.
 * Usage: node ingest/bench/drain.ts [readings = 5000000] [rounds = 1] */

const readings = Number(process.argv[2] ?? 5_000_000)
const rounds = Number(process.argv[3] ?? 1)
const liveRate = 2000
const database = 'city'
/** A journal that is not empty by then is not being emptied. */
const patienceMs = 60_000 + readings / 10
const say = (text: string) => process.stdout.write(text)

/** What was away, up to a minute ago at most, and always over the end of an hour: rollups and quality control of the hour
 *  that has ended run beside the drain. */
const end = Math.min(Date.now() - 60_000, hourStart(Date.now()) + 10 * 60_000)

async function withInfluxd<T>(use: (influx: Influxd) => Promise<T>): Promise<T> {
  const influx = await startInfluxd()
  try {
    await query(influx, `CREATE DATABASE ${database}`)
    return await use(influx)
  } finally {
    await influx.stop()
  }
}

/** Lines a second of the bare client. */
const bare = () =>
  withInfluxd(async (influx) => {
    const writer = startScript('bareWriter.ts', [influx.url, database, readings, end])
    const { ms } = await writer.said<{ ms: number }>('ms')
    await writer.stop()
    return readings / (ms / 1000)
  })

interface Drained {
  rate: number
  cpuUs: number
  influxdUs: number
  rssMb: number
  share: number
  lags: number[]
}

const drained = (withLive: boolean) =>
  withInfluxd(async (influx): Promise<Drained> => {
    const broker = await startMosquitto({
      maxInflight: 20_000,
      maxQueued: 0,
      lines: ['autosave_interval 30'],
    })
    const settings = { MQTT_URL: broker.url, INFLUX_URL: influx.url, INFLUX_DATABASE: database }
    const ingest = await startIngestProgram(settings)
    await ingest.kill()
    fillJournal(ingest.dataDir, readings, end)
    await influx.kill()
    await ingest.restart()
    const lags: number[] = []
    let isMeasuring = false
    const watcher = await mqtt.connectAsync(broker.url)
    watcher.on('message', (_topic, payload) => {
      if (!isMeasuring) return
      for (const { latest } of JSON.parse(payload.toString()) as { latest: { time: string } }[])
        lags.push(Date.now() - Date.parse(latest.time))
    })
    await watcher.subscribeAsync('hanoi/v1/live/readings')
    const publisher = withLive
      ? startScript('publisher.ts', [broker.port, liveRate * 3600, 0, liveRate])
      : undefined
    await publisher?.said('go')
    await influx.restart()

    const state = new DatabaseSync(join(ingest.dataDir, 'state.sqlite'), { readOnly: true })
    const pids = [ingest.pid, childNamed('influxd')]
    const look = () => ({
      at: performance.now(),
      depth: journalDepth(state).readings,
      cpu: pids.map(cpuUsOf),
    })
    // What comes while the way to InfluxDB is being found again only adds to the journal.
    let from = look()
    for (let next = from; next.depth >= from.depth; next = look()) {
      from = next
      await wait(20)
    }
    isMeasuring = true
    let to = from
    while (to.depth > (withLive ? readings / 1000 : 0)) {
      if (to.at - from.at > patienceMs) throw new Error(`the journal still holds ${to.depth} readings`)
      await wait(100)
      to = look()
    }
    isMeasuring = false
    const count = from.depth - to.depth
    const result: Drained = {
      rate: count / ((to.at - from.at) / 1000),
      cpuUs: (to.cpu[0]! - from.cpu[0]!) / count,
      influxdUs: (to.cpu[1]! - from.cpu[1]!) / count,
      rssMb: peakRssMb(ingest.pid),
      share: withLive ? NaN : (await pointsIn(influx, database)) / readings,
      lags,
    }
    state.close()
    await watcher.endAsync()
    await publisher?.stop()
    await ingest.stop()
    await broker.stop()
    return result
  })

const results = { bare: [] as number[], quiet: [] as Drained[] }
for (let round = 0; round < rounds; round++) {
  results.bare.push(await bare())
  results.quiet.push(await drained(false))
}
const live = await drained(true)

const rates = results.quiet.map(({ rate }) => rate)
const middle = (key: 'cpuUs' | 'influxdUs' | 'rssMb') => median(results.quiet.map((one) => one[key]))
say(`journal of ${readings} readings → InfluxDB, ${rounds} rounds, medians\n\n`)
say(
  table([
    ['', 'readings/s', 'spread', 'CPU µs', 'influxd µs', 'peak MB', 'stored'],
    [
      'bare client, 5,000 lines a request',
      median(results.bare).toFixed(0),
      spread(results.bare),
      '',
      '',
      '',
      '',
    ],
    [
      'ingest, journal to series',
      median(rates).toFixed(0),
      spread(rates),
      middle('cpuUs').toFixed(1),
      middle('influxdUs').toFixed(1),
      middle('rssMb').toFixed(0),
      `${(100 * Math.min(...results.quiet.map(({ share }) => share))).toFixed(2)} %`,
    ],
    [
      `the same beside ${liveRate}/s live`,
      live.rate.toFixed(0),
      '',
      live.cpuUs.toFixed(1),
      live.influxdUs.toFixed(1),
      live.rssMb.toFixed(0),
      '',
    ],
  ]),
)
const lag = [0.5, 0.99, 1].map((p) => `${Math.round(percentile(live.lags, p))} ms`)
say(`live readings during the drain, publish → stored: p50 ${lag[0]}, p99 ${lag[1]}, max ${lag[2]}\n\n`)
say(
  table([
    verdict('drain / bare client', median(rates) / median(results.bare), 0.6, 'least'),
    verdict('peak memory', Math.max(middle('rssMb'), live.rssMb), 300, 'most', ' MB'),
  ]),
)
