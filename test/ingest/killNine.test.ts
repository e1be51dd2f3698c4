import mqtt from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { openSeries } from '@city/store/series/openSeries.ts'
import { join } from 'node:path'
import { eventually } from '../services/eventually.ts'
import { influxd, startInfluxd, type Influxd } from '../services/influxd.ts'
import { startIngestProgram, type RunningIngest } from '../services/ingest.ts'
import { mosquitto, startMosquitto, type Mosquitto } from '../services/mosquitto.ts'
import { describeWith } from '../services/requireServices.ts'

/* What was acknowledged is stored, whatever kills ingest: 20 times kill -9 under load. */

const kills = 20
const perRound = 400
const stations = ['AQ-01', 'AQ-02', 'AQ-03', 'AQ-04']

interface Sent {
  station: string
  time: number
}

/** Sends `count` readings at QoS 1 as fast as acknowledgements come, and gives those that were acknowledged. */
async function sendRound(
  url: string,
  start: number,
  count: number,
  onSent: (acknowledged: number) => void,
): Promise<Sent[]> {
  const client = await mqtt.connectAsync(url, { reconnectPeriod: 50 })
  const acknowledged: Sent[] = []
  await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const station = stations[i % stations.length]!
      const time = start + i
      await client.publishAsync(
        `hanoi/v1/air/${station}/data`,
        JSON.stringify({ ts: time, values: { pm25: i % 50 } }),
        { qos: 1 },
      )
      acknowledged.push({ station, time })
      onSent(acknowledged.length)
    }),
  )
  await client.endAsync()
  return acknowledged
}

async function missingFrom(series: SeriesStore, sent: readonly Sent[]): Promise<Sent[]> {
  const from = Math.min(...sent.map(({ time }) => time))
  const to = Math.max(...sent.map(({ time }) => time)) + 1
  const rows = await series.readRows({ measurement: 'air', from, to, fields: ['pm25'] })
  const stored = new Set(rows.map(({ tags, time }) => `${tags.station}@${time}`))
  return sent.filter(({ station, time }) => !stored.has(`${station}@${time}`))
}

describeWith(mosquitto, influxd)('mosquitto to InfluxDB', () => {
  let broker: Mosquitto
  let influx: Influxd
  let ingest: RunningIngest
  beforeAll(async () => {
    broker = await startMosquitto({ maxInflight: 0, maxQueued: 0 })
    influx = await startInfluxd()
    ingest = await startIngestProgram({ MQTT_URL: broker.url, INFLUX_URL: influx.url })
  })
  afterAll(async () => {
    await ingest.stop()
    await Promise.all([broker.stop(), influx.stop()])
  })

  test(`${kills} kills of ingest under load lose nothing that the broker took`, async () => {
    const start = Date.now() - 3_600_000
    const sent: Sent[] = []
    for (let round = 0; round < kills; round++) {
      let killed: Promise<void> | undefined
      const part = await sendRound(broker.url, start + round * perRound, perRound, (count) => {
        // A different moment in each round, while the broker still hands out the rest.
        if (count >= 20 + round * 15) killed ??= ingest.kill()
      })
      await killed
      sent.push(...part)
      await ingest.restart()
    }
    expect(sent).toHaveLength(kills * perRound)
    const series = await openSeries({ dataDir: ingest.dataDir, influxUrl: influx.url, database: 'city' })
    await eventually(async () => expect(await missingFrom(series, sent)).toEqual([]), { withinMs: 30_000 })
    await series.close()
  }, 240_000)

  test('InfluxDB killed and away: readings are acknowledged into the journal, and home when it is back', async () => {
    const start = Date.now() - 7_200_000
    const counts = async () => {
      const text = await (await fetch(`${ingest.httpUrl}/metrics`)).text()
      return Number(/^ingest_journal_readings (\d+)/m.exec(text)?.[1])
    }
    await influx.kill()
    const sent = await sendRound(broker.url, start, perRound, () => undefined)
    await eventually(async () => expect(await counts()).toBe(perRound))
    const readiness = async () =>
      (await (await fetch(`${ingest.httpUrl}/readyz`)).json()) as { faults: string[]; delays: string[] }
    expect((await readiness()).delays).toContain('store')
    expect((await readiness()).faults).toEqual([])
    // Killed with a full journal, and started while InfluxDB is still away.
    await ingest.kill()
    await ingest.restart()
    expect(await counts()).toBe(perRound)
    await influx.restart()
    await eventually(async () => expect(await counts()).toBe(0), { withinMs: 60_000 })
    const series = await openSeries({ dataDir: ingest.dataDir, influxUrl: influx.url, database: 'city' })
    expect(await missingFrom(series, sent)).toEqual([])
    await eventually(async () => expect((await readiness()).delays).toEqual([]), { withinMs: 20_000 })
    await series.close()
  }, 120_000)
})

test(`the embedded broker and store: what a publisher saw acknowledged survives ${kills} kills`, async () => {
  const ingest = await startIngestProgram()
  const start = Date.now() - 3_600_000
  const sent: Sent[] = []
  for (let round = 0; round < kills; round++) {
    let killed: Promise<void> | undefined
    const sending = sendRound(ingest.mqttUrl, start + round * perRound, perRound, (count) => {
      if (count >= 10 + round * 15) killed ??= ingest.kill().then(() => ingest.restart())
    })
    sent.push(...(await sending))
    await killed
  }
  const series = await openEmbedded(join(ingest.dataDir, 'series.sqlite'), { readOnly: true })
  expect(await missingFrom(series, sent)).toEqual([])
  await series.close()
  await ingest.stop()
}, 240_000)
