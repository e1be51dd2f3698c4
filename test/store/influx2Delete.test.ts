import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openInflux2 } from '@city/store/series/influx2.ts'
import { expect, test } from 'vitest'
import { midnight } from './seriesContract.ts'
import { dayMs } from './times.ts'

// No InfluxDB 2.x can be installed where these tests run: they fix the requests as documented
// (docs.influxdata.com/influxdb/v2/api, POST /api/v2/delete: start and stop are both included, 204 when done).

test('removes a week after the other, from the oldest point on, each with its predicate', async () => {
  const requests: { path: string; type: string | undefined; body: string }[] = []
  const oldest = midnight - 10 * dayMs
  const first = [
    '#datatype,string,long,string,string,dateTime:RFC3339,double',
    '#group,false,false,true,true,false,false',
    '#default,_result,,,,,',
    ',result,table,station,_field,_time,_value',
    `,,0,a,pm25,${new Date(oldest).toISOString()},1`,
  ]
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      const path = request.url ?? ''
      requests.push({ path, type: request.headers['content-type'], body })
      if (path.startsWith('/api/v2/delete')) response.writeHead(204).end()
      else response.writeHead(200, { 'content-type': 'text/csv' }).end(`${first.join('\r\n')}\r\n\r\n`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const store = openInflux2({ url, token: 't0ken', org: 'Hà Nội', bucket: 'series' })
  await store.deleteBefore('air', midnight)
  const [search, ...deletions] = requests
  expect(search?.body).toContain('|> first()')
  const start = '1677-09-21T00:12:43.147Z'
  const predicate = '_measurement="air"'
  expect(deletions.map(({ path, type, body }) => [path, type, JSON.parse(body)])).toEqual(
    ['2026-11-18T23:59:59.999Z', '2026-11-21T23:59:59.999Z'].map((stop) => [
      '/api/v2/delete?org=H%C3%A0%20N%E1%BB%99i&bucket=series',
      'application/json',
      { start, stop, predicate },
    ]),
  )
  await store.close()
  server.closeAllConnections()
  server.close()
})
