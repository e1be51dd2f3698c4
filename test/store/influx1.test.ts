import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { airPoint, midnight } from './seriesContract.ts'
import { startInfluxd, influxd } from '../services/influxd.ts'
import type { Influxd } from '../services/influxd.ts'
import { describeWith } from '../services/requireServices.ts'
import { StoreAway, StoreRefused } from '@city/domain/series/seriesStore.ts'
import { openInflux1 } from '@city/store/series/influx1.ts'
import { openSeries } from '@city/store/series/openSeries.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

const all = { measurement: 'air', from: 0, to: midnight * 2, fields: ['pm25'] }
const point = airPoint('a', midnight, { pm25: 1 })

/** Answers come with their first bytes before the statement is done: only the end of the body says that it is. */
async function execute(server: Influxd, statement: string): Promise<void> {
  const answer = await fetch(`${server.url}/query?q=${encodeURIComponent(statement)}`, { method: 'POST' })
  await answer.text()
}

describeWith(influxd)('InfluxDB 1.x that comes and goes', () => {
  let server: Influxd

  beforeAll(async () => {
    server = await startInfluxd()
  })

  afterAll(() => server.stop())

  test('is found by its answer to /ping, and its database is made by the first write', async () => {
    const store = await openSeries({ dataDir: '', influxUrl: server.url, database: 'found' })
    expect(store.kind).toBe('influx1')
    expect(await store.readRows(all)).toEqual([])
    await store.write([point])
    expect(await store.readRows(all)).toEqual([{ tags: point.tags, time: point.time, fields: point.fields }])
    await store.close()
  })

  test('makes the database when a writer opens it; a fresh server is read without a fault', async () => {
    const fields = { ...all, fields: ['pm25', 'pm10'], everyMs: 3_600_000 }
    const reader = await openSeries(
      { dataDir: '', influxUrl: server.url, database: 'fresh' },
      { readOnly: true },
    )
    expect(await reader.readWindows(fields)).toEqual([])
    const writer = await openSeries({ dataDir: '', influxUrl: server.url, database: 'fresh' })
    const answer = await fetch(`${server.url}/query?q=${encodeURIComponent('SHOW DATABASES')}`)
    expect(await answer.text()).toContain('"fresh"')
    await Promise.all([reader.close(), writer.close()])
  })

  test('says by columns what it says by rows, whether the server knows MessagePack or JSON alone', async () => {
    const direct = openInflux1({ url: server.url, database: 'columns' })
    await direct.write([
      airPoint('b', midnight, { pm25: 0.1, pm10: -3 }),
      airPoint('a', midnight + 2, { pm10: 1e300 }),
      airPoint('a', midnight + 1, { pm25: 12, pm10: 5e-324 }),
    ])
    // A server that has never heard of MessagePack answers in JSON whatever is asked for.
    const proxy = createServer((incoming, outgoing) => {
      const headers = { ...incoming.headers, accept: 'application/json' }
      const { method, url } = incoming
      const onward = request(server.url + url, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(outgoing)
      })
      incoming.pipe(onward)
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    const { port } = proxy.address() as AddressInfo
    const old = openInflux1({ url: `http://127.0.0.1:${port}`, database: 'columns' })
    const query = { ...all, fields: ['pm25', 'pm10'] }
    for (const store of [direct, old]) {
      expect(await store.readRows(query)).toEqual([
        { tags: { station: 'a' }, time: midnight + 1, fields: { pm25: 12, pm10: 5e-324 } },
        { tags: { station: 'a' }, time: midnight + 2, fields: { pm10: 1e300 } },
        { tags: { station: 'b' }, time: midnight, fields: { pm25: 0.1, pm10: -3 } },
      ])
      const columns = (await store.readColumns!(query)).map(({ tags, times, values }) => {
        return { tags, times: [...times], values: values.map((column) => [...column]) }
      })
      expect(columns).toEqual([
        {
          tags: { station: 'a' },
          times: [midnight + 1, midnight + 2],
          values: [
            [12, NaN],
            [5e-324, 1e300],
          ],
        },
        { tags: { station: 'b' }, times: [midnight], values: [[0.1], [-3]] },
      ])
      await store.close()
    }
    await new Promise((resolve) => proxy.close(resolve))
  })

  test('makes a dropped database again', async () => {
    const store = openInflux1({ url: server.url, database: 'dropped' })
    await store.write([point])
    await execute(server, 'DROP DATABASE dropped')
    await store.write([point])
    expect(await store.readRows(all)).toHaveLength(1)
    await store.close()
  })

  test('refuses a point that the server refuses, with its reason', async () => {
    const store = openInflux1({ url: server.url, database: 'typed' })
    await execute(server, 'CREATE DATABASE typed')
    await fetch(`${server.url}/write?db=typed`, {
      method: 'POST',
      body: `air,station=b pm25="text" ${midnight}000000`,
    })
    const write = store.write([point])
    await expect(write).rejects.toThrow(StoreRefused)
    await expect(write).rejects.toThrow('field type conflict')
    await store.close()
  })

  test('is away while it is down, and keeps what it acknowledged through kill -9', async () => {
    const store = openInflux1({ url: server.url, database: 'killed' })
    await store.write([point])
    await server.kill()
    await expect(store.write([point])).rejects.toThrow(StoreAway)
    await expect(store.readRows(all)).rejects.toThrow(StoreAway)
    await expect(store.ping()).rejects.toThrow(StoreAway)
    const settings = { dataDir: '', influxUrl: server.url, database: 'killed' }
    await expect(openSeries(settings)).rejects.toThrow(StoreAway)
    await server.restart()
    await store.ping()
    expect(await store.readRows(all)).toHaveLength(1)
    await store.write([airPoint('a', midnight + 1, { pm25: 2 })])
    expect(await store.readRows(all)).toHaveLength(2)
    await store.close()
  })
})

describeWith(influxd)('InfluxDB 1.x with accounts', () => {
  let server: Influxd

  beforeAll(async () => {
    server = await startInfluxd({ auth: true })
    const create = `CREATE USER city WITH PASSWORD 'right' WITH ALL PRIVILEGES`
    await execute(server, create)
  })

  afterAll(() => server.stop())

  test('is away to a wrong password: no point is to blame', async () => {
    const store = openInflux1({ url: server.url, database: 'city', username: 'city', password: 'wrong' })
    await expect(store.write([point])).rejects.toThrow(StoreAway)
    await expect(store.write([point])).rejects.toThrow('check user, password or token')
    await expect(store.readRows(all)).rejects.toThrow(StoreAway)
    await store.close()
  })

  test('takes points from the right user', async () => {
    const store = openInflux1({ url: server.url, database: 'city', username: 'city', password: 'right' })
    await store.write([point])
    expect(await store.readRows(all)).toHaveLength(1)
    await store.close()
  })
})
