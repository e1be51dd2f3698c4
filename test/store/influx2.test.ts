import { airPoint, midnight } from './seriesContract.ts'
import { hourMs, minuteMs } from './times.ts'
import { describeWith } from '../services/requireServices.ts'
import { startVictoriaMetrics, victoriaMetrics } from '../services/victoriaMetrics.ts'
import type { VictoriaMetrics } from '../services/victoriaMetrics.ts'
import { StoreAway, StoreRefused } from '@city/domain/series/seriesStore.ts'
import { openInflux2 } from '@city/store/series/influx2.ts'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'

const account = { token: 't0ken', org: 'city', bucket: 'series' }

describeWith(victoriaMetrics)('InfluxDB 2.x writes, taken by VictoriaMetrics', () => {
  let server: VictoriaMetrics

  beforeAll(async () => {
    server = await startVictoriaMetrics()
  })

  afterAll(() => server.stop())

  test('arrive with their tags, times and values', async () => {
    const store = openInflux2({ url: server.url, ...account })
    const names = ['<script>alert("x")</script>', 'a,b c=d', 'Hồ Tây – điểm 3', 'it\'s "quoted"']
    await store.write(
      names.map((name, index) => airPoint(name, midnight + index * minuteMs, { pm25: 35.2, q_pm25: 3 })),
    )
    const stored = await server.readAll('{__name__="air_pm25"}')
    const arrived = stored.map(({ metric, values, timestamps }) => [metric['station'], timestamps, values])
    const sent = names.map((name, index) => [name, [midnight + index * minuteMs], [35.2]])
    expect(arrived.toSorted()).toEqual(sent.toSorted())
    expect((await server.readAll('{__name__="air_q_pm25"}')).map(({ values }) => values)).toEqual(
      names.map(() => [3]),
    )
    await store.close()
  })

  test('arrive all when one write holds more than fits a batch', async () => {
    const store = openInflux2({ url: server.url, ...account })
    const count = 12_345
    await store.write(
      Array.from({ length: count }, (_, index) => airPoint('many', midnight + index * 1000, { pm10: index })),
    )
    const [series] = await server.readAll('{__name__="air_pm10",station="many"}')
    expect(series?.timestamps).toHaveLength(count)
    expect(series?.values.reduce((sum, value) => sum + value, 0)).toBe((count * (count - 1)) / 2)
    await store.close()
  })

  test('answer a ping, and are away when the server is gone', async () => {
    const gone = await startVictoriaMetrics()
    const store = openInflux2({ url: gone.url, ...account })
    await store.ping()
    await gone.stop()
    await expect(store.ping()).rejects.toThrow(StoreAway)
    await expect(store.write([airPoint('a', midnight, { pm25: 1 })])).rejects.toThrow(StoreAway)
    await store.close()
  })
})

// What each status means to the caller: docs.influxdata.com/influxdb/v2/api, POST /api/v2/write.
test.each([
  [400, StoreRefused],
  [401, StoreAway],
  [403, StoreAway],
  [404, StoreAway],
  [413, StoreRefused],
  [422, StoreRefused],
  [429, StoreAway],
  [500, StoreAway],
  [503, StoreAway],
  [200, StoreAway],
])('a write that is answered %i rejects with the right kind, after one request', async (status, kind) => {
  let requests = 0
  const server = createServer((request, response) => {
    requests += 1
    request.resume()
    const body = JSON.stringify({ code: 'some code', message: 'the reason' })
    request.on('end', () => response.writeHead(status, { 'content-type': 'application/json' }).end(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const store = openInflux2({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ...account })
  const write = store.write([airPoint('a', midnight, { pm25: 1 })])
  await expect(write).rejects.toThrow(kind)
  await expect(write).rejects.toThrow(String(status))
  expect(requests).toBe(1)
  await store.close()
  server.closeAllConnections()
  server.close()
})

test('a server that accepts and never answers is away after ten seconds', async () => {
  const server = createServer(() => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const store = openInflux2({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ...account })
  const query = { measurement: 'air', from: midnight, to: midnight + hourMs, fields: ['pm25'] }
  const began = Date.now()
  const ends = await Promise.allSettled([
    store.write([airPoint('a', midnight, { pm25: 1 })]),
    store.readRows(query),
    store.readWindows({ ...query, everyMs: hourMs }),
    store.ping(),
  ])
  expect(ends.map((end) => end.status === 'rejected' && end.reason instanceof StoreAway)).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(Date.now() - began).toBeLessThan(15_000)
  await store.close()
  server.closeAllConnections()
  server.close()
})
