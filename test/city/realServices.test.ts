import mqtt, { type MqttClient } from 'mqtt'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { liveNamespace, type Batch, type ReadingUpdate } from '@city/domain/live/events.ts'
import { eventually } from '../services/eventually.ts'
import { influxd, startInfluxd, type Influxd } from '../services/influxd.ts'
import { producerKey, startIngestProgram, type RunningIngest } from '../services/ingest.ts'
import { mosquitto, startMosquitto, type Mosquitto } from '../services/mosquitto.ts'
import { describeWith } from '../services/requireServices.ts'
import { startServerProgram, type RunningServer } from '../services/server.ts'

/* The whole way on a real mosquitto and a real InfluxDB: publish, store, ask, live. The same on the embedded parts. */

interface Parts {
  brokerUrl: string
  ingest: RunningIngest
  server: RunningServer
  stop: () => Promise<void>
}

async function startEmbedded(): Promise<Parts> {
  const ingest = await startIngestProgram()
  const server = await startServerProgram(ingest)
  return {
    brokerUrl: ingest.mqttUrl,
    ingest,
    server,
    async stop() {
      await server.stop()
      await ingest.stop()
    },
  }
}

async function startReal(): Promise<Parts> {
  const broker: Mosquitto = await startMosquitto({ maxInflight: 0, maxQueued: 0 })
  const influx: Influxd = await startInfluxd()
  const env = { MQTT_URL: broker.url, INFLUX_URL: influx.url, INFLUX_DATABASE: 'hanoi_test' }
  const ingest = await startIngestProgram(env)
  const server = await startServerProgram(ingest, env)
  return {
    brokerUrl: broker.url,
    ingest,
    server,
    async stop() {
      await server.stop()
      await ingest.stop()
      await Promise.all([broker.stop(), influx.stop()])
    },
  }
}

const hour = 3_600_000
const minute = 60_000

describeWith(mosquitto, influxd).each([
  ['embedded broker and store', startEmbedded],
  ['mosquitto and InfluxDB 1.6', startReal],
] as const)('the whole way: %s', (_name, start) => {
  let parts: Parts
  let station: MqttClient
  beforeAll(async () => {
    parts = await start()
    station = await mqtt.connectAsync(parts.brokerUrl)
  })
  afterAll(async () => {
    await station?.endAsync(true)
    await parts?.stop()
  })

  const publish = (domain: string, id: string, body: unknown) =>
    station.publishAsync(`hanoi/v1/${domain}/${id}/data`, JSON.stringify(body), { qos: 1 })
  const get = async (path: string) => {
    const answer = await fetch(parts.server.url + path)
    expect(answer.status).toBe(200)
    return (await answer.json()) as Record<string, unknown>
  }

  test('a reading is live on the socket and is the latest of its station', async () => {
    const socket = io(parts.server.url + liveNamespace, { transports: ['websocket'] })
    const arrived = new Promise<ReadingUpdate>((resolve) => {
      socket.on('readings', (batch: Batch<ReadingUpdate>) => {
        const found = batch.items.find((item) => item.station === 'AQ-01')
        if (found) resolve(found)
      })
    })
    const subscribed = new Promise((resolve) => socket.once('snapshot', resolve))
    socket.emit('subscribe', ['air'])
    await subscribed
    const ts = new Date(Date.now() - 1000).toISOString()
    await publish('air', 'AQ-01', { ts, values: { pm25: 35.2, co: 0.9 }, units: { co: 'mg/m3' } })
    expect((await arrived).latest).toMatchObject({ time: ts, values: { pm25: 35.2, co: 900 } })
    socket.close()
    expect(await get('/api/v1/stations/AQ-01')).toMatchObject({
      freshness: 'fresh',
      latest: { values: { pm25: 35.2 } },
    })
  })

  test('raw readings come back with their flags, and gaps stay gaps', async () => {
    const first = Math.floor(Date.now() / minute) * minute - 30 * minute
    const body = [0, 1, 3].map((step) => ({
      ts: first + step * minute,
      // Suspect by its range and by its step, at arrival and whenever it is judged again.
      values: { pm25: step === 3 ? 620 : 300 + step },
    }))
    await publish('air', 'AQ-02', body)
    const from = new Date(first).toISOString()
    const to = new Date(first + 5 * minute).toISOString()
    const path = `/api/v1/stations/AQ-02/readings?from=${from}&to=${to}&every=raw&parameters=pm25`
    const answer = await eventually(async () => {
      const found = await get(path)
      return (found.points as unknown[]).length === 3 ? found : false
    })
    const points = (answer as { points: { values: Record<string, number>; flags: Record<string, number> }[] })
      .points
    expect(points.map(({ values }) => values.pm25)).toEqual([300, 301, 620])
    expect(points.map(({ flags }) => flags)).toEqual([{}, {}, { pm25: 3 }])
  })

  test('two hours of readings make the hourly VN_AQI of example A6: 84, Trung bình', async () => {
    const last = Math.floor(Date.now() / hour) * hour - hour
    const body = Array.from({ length: 24 }, (_, i) => ({
      ts: last - hour + i * 5 * minute,
      values: { pm25: i < 12 ? 44 : 40 },
    }))
    await publish('air', 'AQ-04', body)
    await eventually(
      async () => {
        const { index } = (await get('/api/v1/stations/AQ-04')) as {
          index: { value: number; band: string; main: string } | null
        }
        expect(index).toMatchObject({ value: 84, band: 'moderate', main: 'pm25' })
      },
      { withinMs: 15_000 },
    )
    const aqi = await get(
      `/api/v1/stations/AQ-04/aqi?from=${new Date(last).toISOString()}&to=${new Date(last + hour).toISOString()}&kind=hour`,
    )
    expect(aqi.points).toMatchObject([{ aqi: 84, main: 'pm25', explain: { hours_used: { pm25: 2 } } }])
  })

  test('rain totals and a flooded point', async () => {
    const now = Math.floor(Date.now() / minute) * minute
    await publish(
      'rain',
      'RG-01',
      Array.from({ length: 13 }, (_, i) => ({ ts: now - i * 10 * minute, values: { rain_10m: 5 } })),
    )
    await publish('flood', 'FP-001', { ts: now, values: { depth_cm: 40 } })
    // An outside broker acknowledges before ingest has stored: wait for it.
    await eventually(async () => {
      const totals = (await get('/api/v1/rain/totals?window=2h')) as { items: { station: string }[] }
      expect(totals.items.find((one) => one.station === 'RG-01')).toMatchObject({
        total_mm: 60,
        complete: true,
      })
      const flood = (await get('/api/v1/flood')) as { items: { station: string }[] }
      expect(flood.items.find((one) => one.station === 'FP-001')).toMatchObject({ depth_cm: 40, class: 3 })
    })
  })

  test('dossiers through the one port: 2xx, then the figures of the unit', async () => {
    const dossier = (code: string, channel: string) => ({
      MaHoSo: code,
      MaTTHC: '2.000815',
      TenTTHC: 'Chứng thực bản sao',
      TrangThaiHoSo: '4',
      KenhThucHien: channel,
      NgayTiepNhan: local(Date.now() - minute),
      NgayHenTra: local(Date.now() + 48 * hour),
      DonViXuLy: 'UBND phường Ba Đình',
    })
    const data = [dossier('H26.01-261122-0001', '2'), dossier('H26.01-261122-0002', '1')]
    const answer = await fetch(`${parts.server.url}/api/v1/dossiers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': producerKey },
      body: JSON.stringify({ service: 'DongBoHoSoMC', isUpdating: 'False', data }),
    })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ error_code: '00' })
    const { indicators } = (await get('/api/v1/dossiers/summary?unit=00004')) as {
      indicators: { code: string }[]
    }
    expect(indicators.find(({ code }) => code === 'K02')).toMatchObject({
      numerator: 1,
      denominator: 2,
      value: 0.5,
    })
  })

  test('the ledger balances and everything is ready', async () => {
    expect(await get('/api/v1/ledger')).toMatchObject({ balanced: true })
    expect(await get('/readyz')).toMatchObject({ status: 'ready' })
  })
})

/** yyyyMMddHHmmss in Hanoi. */
function local(time: number): string {
  return new Date(time + 7 * hour).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)
}
