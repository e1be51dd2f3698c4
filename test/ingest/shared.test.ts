import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mqtt from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSeries } from '@city/store/series/openSeries.ts'
import { readRollups } from '@city/store/series/readRollups.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { eventually } from '../services/eventually.ts'
import { influxd, startInfluxd, type Influxd } from '../services/influxd.ts'
import { producerKey, startIngestProgram, type RunningIngest } from '../services/ingest.ts'
import { mosquitto, startMosquitto, type Mosquitto } from '../services/mosquitto.ts'
import { describeWith } from '../services/requireServices.ts'
import { startServerProgram, type RunningServer } from '../services/server.ts'

/* Three ingest processes share the readings of one broker; one of them is killed under load. */

interface Ledger {
  rows: { station: string; received: number; stored: number; duplicate: number; rejected: number }[]
  balanced: boolean
  complete: boolean
  instances: { name: string | null; url: string; reachable: boolean; balanced: boolean | null }[]
}

const stations = Array.from({ length: 20 }, (_, i) => `AQ-${String(i + 1).padStart(2, '0')}`)
const stepMs = 20_000
const perHour = hourMs / stepMs

describeWith(mosquitto, influxd)('three ingest processes that share the readings', () => {
  let broker: Mosquitto
  let influx: Influxd
  let series: SeriesStore
  let whole: RunningIngest
  let landing: RunningIngest[]
  let server: RunningServer
  const all = () => [whole, ...landing]

  beforeAll(async () => {
    broker = await startMosquitto({ maxInflight: 20_000, maxQueued: 0 })
    influx = await startInfluxd()
    const env = { MQTT_URL: broker.url, INFLUX_URL: influx.url, INGEST_SHARE: 'landing' }
    whole = await startIngestProgram(env)
    landing = await Promise.all([1, 2].map(() => startIngestProgram({ ...env, INGEST_ROLE: 'landing' })))
    server = await startServerProgram(whole, {
      MQTT_URL: broker.url,
      INFLUX_URL: influx.url,
      INGEST_PEERS: landing.map(({ httpUrl }) => httpUrl).join(','),
    })
    series = await openSeries({ dataDir: whole.dataDir, influxUrl: influx.url, database: 'city' })
  })
  afterAll(async () => {
    await series?.close()
    await server?.stop()
    await Promise.all((whole ? all() : []).map((ingest) => ingest.stop()))
    await Promise.all([broker?.stop(), influx?.stop()])
  })

  const ledger = async () => (await (await fetch(`${server.url}/api/v1/ledger`)).json()) as Ledger
  const sumOf = ({ rows }: Ledger, key: 'received' | 'stored' | 'duplicate') =>
    rows.reduce((sum, row) => sum + row[key], 0)
  const landedBy = async ({ httpUrl }: RunningIngest) => {
    const text = await (await fetch(`${httpUrl}/metrics`)).text()
    const counts = text.matchAll(
      /^ingest_readings_total\{[^}]*outcome="(?:stored|duplicate|waiting)"\} (\d+)/gm,
    )
    return [...counts].reduce((sum, [, count]) => sum + Number(count), 0)
  }

  test('every reading is in InfluxDB once, although one is killed; ledger, rollups and newest values are whole', async () => {
    const from = hourStart(Date.now()) - 2 * hourMs
    const moments = Array.from({ length: 2 * perHour }, (_, i) => from + i * stepMs)
    const client = await mqtt.connectAsync(broker.url, { reconnectPeriod: 50 })
    const publish = (station: string, time: number, pm25: number) =>
      client.publishAsync(`hanoi/v1/air/${station}/data`, JSON.stringify({ ts: time, values: { pm25 } }), {
        qos: 1,
      })
    let acknowledged = 0
    let killed: Promise<void> | undefined
    for (const time of moments) {
      await Promise.all(stations.map((station, i) => publish(station, time, (time / stepMs + i) % 97)))
      acknowledged += stations.length
      if (acknowledged >= (stations.length * moments.length) / 3) killed ??= landing[1]!.kill()
    }
    await killed
    await eventually(
      async () => {
        const shares = await Promise.all([whole, landing[0]!].map(landedBy))
        for (const share of shares) expect(share).toBeGreaterThan(acknowledged / 4)
      },
      { withinMs: 30_000 },
    )

    // It is named, and nothing is claimed of what it holds.
    const without = await ledger()
    expect(without.complete).toBe(false)
    expect(without.instances.map(({ reachable }) => reachable)).toEqual([true, true, false])

    await landing[1]!.restart()
    await eventually(
      async () => {
        const rows = await series.readRows({ measurement: 'air', from, to: Date.now(), fields: ['pm25'] })
        const found = new Map(rows.map(({ tags, time, fields }) => [`${tags.station}@${time}`, fields.pm25]))
        expect(rows).toHaveLength(acknowledged)
        for (const [i, station] of stations.entries())
          for (const time of moments) expect(found.get(`${station}@${time}`)).toBe((time / stepMs + i) % 97)
      },
      { withinMs: 60_000, everyMs: 500 },
    )

    await eventually(async () => {
      const merged = await ledger()
      expect(merged).toMatchObject({ balanced: true, complete: true })
      expect(merged.instances.map(({ reachable }) => reachable)).toEqual([true, true, true])
      expect(new Set(merged.instances.map(({ name }) => name)).size).toBe(3)
      expect(new Set(merged.rows.map(({ station }) => station)).size).toBe(stations.length)
      expect(sumOf(merged, 'stored')).toBe(acknowledged)
    })

    await eventually(
      async () => {
        for (const station of stations) {
          const rows = await readRollups(series, {
            ...{ domain: 'air', station, step: '1h', parameters: ['pm25'] },
            ...{ from, to: from + 2 * hourMs },
          })
          expect(rows.map(({ stats }) => stats.pm25?.count)).toEqual([perHour, perHour])
        }
      },
      { withinMs: 60_000, everyMs: 500 },
    )

    // A server that starts now knows the newest of every station, whoever has landed it.
    const fresh = await startServerProgram(whole, { MQTT_URL: broker.url, INFLUX_URL: influx.url })
    const answer = await fetch(`${fresh.url}/api/v1/stations?limit=500`)
    const { items } = (await answer.json()) as { items: { id: string; latest: { time: string } | null }[] }
    const newest = new Map(items.map(({ id, latest }) => [id, latest && Date.parse(latest.time)]))
    for (const station of stations) expect(newest.get(station)).toBe(moments.at(-1))
    await fresh.stop()
    await client.endAsync()
  }, 180_000)

  test('a correction that another process takes is a revision, and the same again a duplicate', async () => {
    const client = await mqtt.connectAsync(broker.url)
    const time = Date.now()
    const before = sumOf(await ledger(), 'duplicate')
    const say = async (pm25: number) => {
      const payload = JSON.stringify({ ts: time, values: { pm25 } })
      await client.publishAsync('hanoi/v1/air/AQ-21/data', payload, { qos: 1 })
      await eventually(async () => {
        const rows = await series.readRows({
          ...{ measurement: 'air', tags: { station: 'AQ-21' }, fields: ['pm25'] },
          ...{ from: time, to: time + 1 },
        })
        expect(rows.map(({ fields }) => fields.pm25)).toEqual([pm25])
        // What the server has heard the others have been sent before anything that comes later.
        const station = await (await fetch(`${server.url}/api/v1/stations/AQ-21`)).json()
        expect(station).toMatchObject({ latest: { values: { pm25 } } })
      })
    }
    for (const value of [10, 20, 30, 40, 40, 40]) await say(value)
    await client.endAsync()
    await eventually(async () => expect(sumOf(await ledger(), 'duplicate')).toBe(before + 2))
    const answer = await fetch(`${server.url}/api/v1/revisions?station=AQ-21`)
    const { items } = (await answer.json()) as { items: { old: number; new: number }[] }
    expect(items.map((item) => [item.old, item.new])).toEqual([
      [30, 40],
      [20, 30],
      [10, 20],
    ])
  })

  test('hours that others touch while the one that computes is dead are computed when it is back', async () => {
    await whole.kill()
    const client = await mqtt.connectAsync(broker.url)
    const from = hourStart(Date.now()) - 2 * hourMs
    await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        client.publishAsync(
          'hanoi/v1/air/AQ-23/data',
          JSON.stringify({ ts: from + i * 60_000, values: { pm25: i } }),
          { qos: 1 },
        ),
      ),
    )
    await client.endAsync()
    await whole.restart()
    await eventually(
      async () => {
        const rows = await readRollups(series, {
          ...{ domain: 'air', station: 'AQ-23', step: '1h', parameters: ['pm25'] },
          ...{ from, to: from + hourMs },
        })
        expect(rows.map(({ stats }) => stats.pm25)).toEqual([
          { count: 60, mean: 29.5, min: 0, max: 59, completeness: 1 },
        ])
      },
      { withinMs: 60_000, everyMs: 500 },
    )
  }, 120_000)

  test('dead letters of all are one list, and a mapping made at the desk lets all of them take their own in again', async () => {
    const client = await mqtt.connectAsync(broker.url)
    const from = Date.now() - 600_000
    for (let i = 0; i < 6; i++)
      await client.publishAsync(
        'hanoi/v1/air/AQ-WRONG/data',
        JSON.stringify({ ts: from + i * 1000, values: { pm25: i } }),
        { qos: 1 },
      )
    await client.endAsync()
    const get = async (path: string) => (await fetch(`${server.url}/api/v1/dead-letters${path}`)).json()
    await eventually(async () => expect(await get('/summary')).toMatchObject({ total: 6, complete: true }))

    const letters: { id: string; raw: string }[] = []
    for (let next: string | null = ''; next !== null;) {
      const page = (await get(`?limit=4${next && `&next=${next}`}`)) as {
        items: typeof letters
        next: string | null
      }
      letters.push(...page.items)
      next = page.next
    }
    expect(new Set(letters.map(({ raw }) => raw)).size).toBe(6)
    expect(new Set(letters.map(({ id }) => id.split('_').at(-2))).size).toBe(3)
    for (const { id, raw } of letters) {
      const bytes = await fetch(`${server.url}/api/v1/dead-letters/${id}/raw`)
      expect(await bytes.text()).toBe(raw)
    }

    const post = async (path: string, body: object) => {
      const headers = { 'x-api-key': producerKey, 'content-type': 'application/json' }
      const answer = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
      expect(answer.ok).toBe(true)
      return (await answer.json()) as { stored: number; remaining: number; next: string | null }
    }
    await post('/api/v1/mappings', { kind: 'station', from: 'AQ-WRONG', to: 'AQ-22' })
    let stored = 0
    await eventually(async () => {
      let next: string | null = null
      let remaining: number
      do {
        const part = await post('/api/v1/dead-letters/replay', next === null ? {} : { next })
        stored += part.stored
        ;({ next, remaining } = part)
      } while (next !== null)
      expect(remaining).toBe(0)
    })
    expect(stored).toBe(6)
    const rows = await series.readRows({
      ...{ measurement: 'air', tags: { station: 'AQ-22' }, fields: ['pm25'] },
      ...{ from, to: from + 6000 },
    })
    expect(rows.map(({ fields }) => fields.pm25)).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('one that stops in order leaves its share to the others', async () => {
    const client = await mqtt.connectAsync(broker.url)
    const leaving = await startIngestProgram({
      ...{ MQTT_URL: broker.url, INFLUX_URL: influx.url },
      ...{ INGEST_SHARE: 'landing', INGEST_ROLE: 'landing' },
    })
    await leaving.stop()
    const from = Date.now() - 600_000
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        client.publishAsync(
          'hanoi/v1/rain/RG-01/data',
          JSON.stringify({ ts: from + i * 1000, values: { rain_10m: 1 } }),
          { qos: 1 },
        ),
      ),
    )
    await client.endAsync()
    await eventually(async () => {
      const rows = (await ledger()).rows.filter(({ station }) => station === 'RG-01')
      expect(rows.reduce((sum, { received }) => sum + received, 0)).toBe(40)
    })
  })
})

test.each([
  [
    'INGEST_SHARE needs a broker',
    { INGEST_SHARE: 'landing', INFLUX_URL: 'http://127.0.0.1:1' },
    'INGEST_SHARE: needs MQTT_URL',
  ],
  [
    'INGEST_SHARE needs InfluxDB',
    { INGEST_SHARE: 'landing', MQTT_URL: 'mqtt://127.0.0.1:1' },
    'INGEST_SHARE: needs INFLUX_URL',
  ],
  ['a landing role needs a group', { INGEST_ROLE: 'landing' }, 'INGEST_ROLE: landing needs INGEST_SHARE'],
])('refuses to start: %s', async (_what, env, words) => {
  await expect(startIngestProgram(env)).rejects.toThrow(words)
})

test('refuses to land only in a folder that holds everything of the city', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'shared-'))
  await writeFile(join(dataDir, 'subscriptions'), JSON.stringify(['hanoi/#']))
  const env = { INGEST_SHARE: 'landing', INGEST_ROLE: 'landing', DATA_DIR: dataDir }
  const urls = { MQTT_URL: 'mqtt://127.0.0.1:1', INFLUX_URL: 'http://127.0.0.1:1' }
  await expect(startIngestProgram({ ...env, ...urls })).rejects.toThrow('set DATA_DIR to a folder of its own')
  await rm(dataDir, { recursive: true })
})
