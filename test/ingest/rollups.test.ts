import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import mqtt from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { openInflux1 } from '@city/store/series/influx1.ts'
import { eventually } from '../services/eventually.ts'
import { influxd, startInfluxd, type Influxd } from '../services/influxd.ts'
import { startIngestProgram, type RunningIngest } from '../services/ingest.ts'
import { describeWith } from '../services/requireServices.ts'

/* The real ingest program and a real InfluxDB: readings of an hour that lies two days back. */

const hour = 3_600_000
const first = Math.floor(Date.now() / hour) * hour - 50 * hour
/** Start of the day of Hanoi (UTC+7) that holds the hour. */
const day = first - ((first + 7 * hour) % (24 * hour))
const database = 'rollups'
const program = fileURLToPath(new URL('../../ingest/src/rebuild/main.ts', import.meta.url))

describeWith(influxd)('rollups of the ingest program', () => {
  let database1: Influxd
  let series: SeriesStore
  let ingest: RunningIngest

  beforeAll(async () => {
    database1 = await startInfluxd()
    ingest = await startIngestProgram({ INFLUX_URL: database1.url, INFLUX_DATABASE: database })
    series = openInflux1({ url: database1.url, database })
  })
  afterAll(async () => {
    await ingest?.stop()
    await series?.close()
    await database1?.stop()
  })

  async function send(topic: string, readings: readonly object[]): Promise<void> {
    const client = await mqtt.connectAsync(ingest.mqttUrl)
    await client.publishAsync(topic, JSON.stringify(readings), { qos: 1 })
    await client.endAsync()
  }

  async function rollup(measurement: string, station: string, time: number, parameter: string) {
    const fields = ['', '_count', '_min', '_max', '_completeness'].map((end) => parameter + end)
    const query = { measurement, tags: { station }, from: time, to: time + 1, fields }
    const [row] = await series.readRows(query)
    return row && fields.map((field) => row.fields[field])
  }

  /** By hand: 12 readings of 20 and one of 46 have the mean 22; an air station promises 12 an hour and 288 a day. */
  async function expectRollups(): Promise<void> {
    expect(await rollup('air_1h', 'AQ-14', first, 'pm25')).toEqual([expect.closeTo(22, 9), 13, 19, 46, 1])
    expect(await rollup('air_1d', 'AQ-14', day, 'pm25')).toEqual([
      expect.closeTo(22, 9),
      13,
      19,
      46,
      13 / 288,
    ])
    expect(await rollup('rain_1h', 'RG-01', first, 'rain_10m')).toEqual([2, 3, 1, 3, 0.5])
  }

  async function dropRollups(): Promise<void> {
    for (const measurement of ['air_1h', 'air_1d', 'rain_1h', 'rain_1d']) {
      const question = new URLSearchParams({ db: database, q: `DROP MEASUREMENT ${measurement}` })
      await fetch(`${database1.url}/query?${question}`, { method: 'POST' })
    }
    expect(await rollup('air_1h', 'AQ-14', first, 'pm25')).toBeUndefined()
  }

  async function rebuild(...more: string[]): Promise<string> {
    const [from, to] = [first, first + 2 * hour].map((time) => new Date(time).toISOString())
    const env = {
      ...process.env,
      ...{ DATA_DIR: ingest.dataDir, INFLUX_URL: database1.url, INFLUX_DATABASE: database, DEMO: '0' },
      CITY_DIR: fileURLToPath(new URL('../../domain/hanoi', import.meta.url)),
    }
    const args = ['--disable-warning=ExperimentalWarning', program, '--from', from!, '--to', to!, ...more]
    const { stdout } = await promisify(execFile)(process.execPath, args, { env })
    return stdout
  }

  test('a late reading changes the rollups of its hour and of its day', async () => {
    // A mean of 20 that does not stand still.
    const twelve = Array.from({ length: 12 }, (_, i) => {
      return { ts: first + i * 300_000, values: { pm25: i % 2 === 0 ? 19 : 21 } }
    })
    await send('hanoi/v1/air/AQ-14/data', twelve)
    await eventually(
      async () => expect(await rollup('air_1h', 'AQ-14', first, 'pm25')).toEqual([20, 12, 19, 21, 1]),
      { withinMs: 30_000 },
    )
    await send('hanoi/v1/air/AQ-14/data', [{ ts: first + 7000, values: { pm25: 46 } }])
    const sums = [1, 2, 3].map((mm, i) => ({ ts: first + i * 600_000, values: { rain_10m: mm } }))
    await send('hanoi/v1/rain/RG-01/data', sums)
    await eventually(expectRollups, { withinMs: 30_000 })
  })

  test('a rebuild restores rollups that were deleted, computed by the ingest that runs', async () => {
    await dropRollups()
    const output = await rebuild()
    expect(output).toContain('ingest is running')
    expect(output).toMatch(/(\d+)\/\1 station-days \(100 %\).*done/)
    await expectRollups()
  })

  test('a rebuild does the work itself when no ingest runs', async () => {
    await ingest.kill()
    await dropRollups()
    const output = await rebuild('--station', 'AQ-14')
    expect(output).not.toContain('ingest is running')
    expect(output).toMatch(/done/)
    expect(await rollup('air_1h', 'AQ-14', first, 'pm25')).toEqual([expect.closeTo(22, 9), 13, 19, 46, 1])
    expect(await rollup('rain_1h', 'RG-01', first, 'rain_10m')).toBeUndefined()
  })

  test('a first start on readings without rollups makes them', async () => {
    await dropRollups()
    const state = new DatabaseSync(join(ingest.dataDir, 'state.sqlite'))
    state.exec('DROP TABLE rollup_mark')
    state.close()
    await ingest.restart()
    await eventually(expectRollups, { withinMs: 30_000 })
  })
})
