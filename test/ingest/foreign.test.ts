import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import mqtt from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { copyCity } from '../services/cityCopy.ts'
import { eventually } from '../services/eventually.ts'
import { startIngestProgram, type RunningIngest } from '../services/ingest.ts'
import { mosquitto, startMosquitto, type Mosquitto } from '../services/mosquitto.ts'
import { describeWith } from '../services/requireServices.ts'

/* SenML and The Things Stack beside the city's own messages: one client, one pipeline, acknowledged when durable. */

const foreign = `
senml:
  - topic: sensors/+/senml
    stations: { 'urn:dev:ow:1:': AQ-05 }
ttn:
  - topic: v3/hanoi-lake@ttn/devices/+/up
    devices:
      buoy-01: { station: LK-01, fields: { t: { parameter: temp }, ph: { parameter: ph } } }
`

const uplink = (time: number, decoded: object) =>
  JSON.stringify({
    end_device_ids: { device_id: 'buoy-01', application_ids: { application_id: 'hanoi-lake' } },
    received_at: new Date(time).toISOString(),
    uplink_message: {
      ...{ f_port: 2, frm_payload: 'AQ==', decoded_payload: decoded },
      received_at: new Date(time).toISOString(),
    },
  })
const pack = (time: number, pm25: number) =>
  JSON.stringify([{ bn: 'urn:dev:ow:1:', bt: time / 1000, n: 'pm25', u: 'ug/m3', v: pm25 }])
const upTopic = 'v3/hanoi-lake@ttn/devices/buoy-01/up'
const senmlTopic = 'sensors/roof/senml'

async function lakeStation(): Promise<string> {
  const text = await readFile(new URL('../../domain/hanoi/west-lake-stations.csv', import.meta.url), 'utf8')
  return text.split('\n')[1]!.split(',')[0]!
}

async function stored(dataDir: string, measurement: 'air' | 'water', station: string, from: number) {
  const fields = measurement === 'air' ? ['pm25'] : ['temp', 'ph']
  const series = await openEmbedded(join(dataDir, 'series.sqlite'), { readOnly: true })
  const to = from + 3_600_000
  const rows = await series.readRows({ measurement, tags: { station }, from, to, fields })
  await series.close()
  return rows.map((row) => ({ time: row.time, fields: row.fields }))
}

async function ledgerOf(ingest: RunningIngest) {
  const [from, to] = [Date.now() - 7_200_000, Date.now() + 3_600_000].map((at) => new Date(at).toISOString())
  const answer = await fetch(`${ingest.httpUrl}/api/v1/ledger?from=${from}&to=${to}`)
  return (await answer.json()) as {
    balanced: boolean
    rows: { source: string; received: number; stored: number; duplicate: number; rejected: number }[]
  }
}

describeWith(mosquitto)('foreign messages through mosquitto', () => {
  const start = Date.now() - 3_500_000
  let broker: Mosquitto
  let cityDir: string
  let station: string
  let ingest: RunningIngest
  beforeAll(async () => {
    station = await lakeStation()
    cityDir = await copyCity({ 'foreign.yaml': foreign.replace('LK-01', station) })
    broker = await startMosquitto({ maxInflight: 0, maxQueued: 0 })
    ingest = await startIngestProgram({ MQTT_URL: broker.url, CITY_DIR: cityDir })
  })
  afterAll(async () => {
    await ingest.stop()
    await broker.stop()
    await rm(cityDir, { recursive: true })
  })

  test('5 kills under load lose nothing of SenML packs and uplinks', async () => {
    const client = await mqtt.connectAsync(broker.url)
    const perRound = 200
    for (let round = 0; round < 5; round++) {
      let killed: Promise<void> | undefined
      let sent = 0
      await Promise.all(
        Array.from({ length: perRound }, async (_, i) => {
          const time = start + (round * perRound + i) * 1000
          await client.publishAsync(senmlTopic, pack(time, i), { qos: 1 })
          await client.publishAsync(upTopic, uplink(time, { t: 20 + i / 10, ph: 8 }), { qos: 1 })
          if (++sent >= 20 + round * 35) killed ??= ingest.kill()
        }),
      )
      await killed
      await ingest.restart()
    }
    await client.endAsync()
    await eventually(
      async () => {
        const air = await stored(ingest.dataDir, 'air', 'AQ-05', start)
        const lake = await stored(ingest.dataDir, 'water', station, start)
        expect([air.length, lake.length]).toEqual([1000, 1000])
        expect(air[317]).toMatchObject({ time: start + 317_000, fields: { pm25: 117 } })
        expect(lake[317]).toMatchObject({ time: start + 317_000, fields: { temp: 31.7, ph: 8 } })
      },
      { withinMs: 30_000, everyMs: 200 },
    )
    const ledger = await ledgerOf(ingest)
    expect(ledger.balanced).toBe(true)
    for (const source of ['senml', 'ttn']) {
      const rows = ledger.rows.filter((row) => row.source === source)
      expect(rows.reduce((sum, row) => sum + row.stored, 0)).toBe(1000)
    }
  }, 180_000)

  test('a retained pack whose time is relative is one reading, however often ingest subscribes', async () => {
    const client = await mqtt.connectAsync(broker.url)
    const from = Date.now()
    const relative = JSON.stringify([{ bn: 'urn:dev:ow:1:', n: 'pm25', v: 7 }])
    await client.publishAsync(senmlTopic, relative, { qos: 1, retain: true })
    const values = async () =>
      (await stored(ingest.dataDir, 'air', 'AQ-05', from)).map(({ fields }) => fields.pm25)
    await eventually(async () => expect(await values()).toEqual([7]))
    await ingest.restart()
    await client.publishAsync(senmlTopic, pack(Date.now(), 8), { qos: 1 })
    await eventually(async () => expect(await values()).toEqual([7, 8]))
    await client.publishAsync(senmlTopic, '', { qos: 1, retain: true })
    await client.endAsync()
  })

  test('what is wrong is a dead letter of its source; a topic that nobody configured is not taken', async () => {
    const client = await mqtt.connectAsync(broker.url)
    await client.publishAsync(senmlTopic, '[{"n":', { qos: 1 })
    await client.publishAsync(upTopic, uplink(Date.now(), { t: 'ERR' }), { qos: 1 })
    await client.publishAsync('sensors/roof/other', pack(Date.now(), 1), { qos: 1 })
    await client.endAsync()
    await eventually(async () => {
      const answer = await fetch(`${ingest.httpUrl}/api/v1/dead-letters`)
      const { items } = (await answer.json()) as { items: { source: string; reason: string; raw: string }[] }
      expect(items.map(({ source, reason }) => [source, reason]).toSorted()).toEqual([
        ['senml', 'bad_json'],
        // The empty message that takes a retained one away.
        ['senml', 'bad_json'],
        ['ttn', 'not_a_number'],
      ])
    })
  })
})

test('the embedded broker acknowledges foreign messages when they are durable, too', async () => {
  const cityDir = await copyCity({ 'foreign.yaml': foreign.replace('LK-01', await lakeStation()) })
  const ingest = await startIngestProgram({ CITY_DIR: cityDir })
  const client = await mqtt.connectAsync(ingest.mqttUrl)
  const time = Date.now() - 60_000
  await client.publishAsync(senmlTopic, pack(time, 35.2), { qos: 1 })
  await client.endAsync(true)
  await ingest.kill()
  expect(await stored(ingest.dataDir, 'air', 'AQ-05', time)).toMatchObject([{ time, fields: { pm25: 35.2 } }])
  await ingest.stop()
  await rm(cityDir, { recursive: true })
})

test('a fault in foreign.yaml is named and ingest does not start', async () => {
  const cityDir = await copyCity({ 'foreign.yaml': 'senml: [{ topic: hanoi/v1/air/AQ-01/data }]' })
  await expect(startIngestProgram({ CITY_DIR: cityDir })).rejects.toThrow(
    'senml.0.topic: "hanoi/v1/air/AQ-01/data" covers topics of hanoi/#',
  )
  await rm(cityDir, { recursive: true })
})
