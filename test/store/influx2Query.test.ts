import { midnight } from './seriesContract.ts'
import { hourMs, minuteMs } from './times.ts'
import { startFluxServer } from '../services/fluxServer.ts'
import { openInflux2 } from '@city/store/series/influx2.ts'
import { expect, test } from 'vitest'

// No InfluxDB 2.x can be installed where these tests run. They fix the Flux that is sent, for review, and how the
// documented form of answers is read (annotated CSV, docs.influxdata.com/influxdb/v2/reference/syntax/annotated-csv).
const account = { token: 't0ken', org: 'Hà Nội', bucket: 'series' }
const range = { from: midnight, to: midnight + 24 * hourMs }

/** Annotated CSV as InfluxDB 2.x writes it: one block per type, blocks apart by an empty line, CRLF. */
function annotated(type: string, result: string, rows: [string, string, number, string | number][]): string {
  const lines = [
    `#datatype,string,long,string,string,dateTime:RFC3339,${type}`,
    '#group,false,false,true,true,false,false',
    `#default,${result},,,,,`,
    ',result,table,station,_field,_time,_value',
    ...rows.map(([station, field, time, value]) => {
      return `,,0,${station},${field},${new Date(time).toISOString()},${value}`
    }),
  ]
  return `${lines.join('\r\n')}\r\n\r\n`
}

test('asks for raw values by range, fields and tags, and gathers the answer into rows', async () => {
  const floats = annotated('double', '_result', [
    ['"a ""b"""', 'pm25', midnight + minuteMs, 2.5],
    ['"a ""b"""', 'pm25', midnight, 1.5],
  ])
  const flags = annotated('long', '_result', [['"a ""b"""', 'q_pm25', midnight + minuteMs, 4]])
  const server = await startFluxServer([floats + flags])
  const store = openInflux2({ url: server.url, ...account })
  const station = 'a "b"'
  const rows = await store.readRows({
    measurement: 'air',
    tags: { station: 'x") |> drop() //${1}\\' },
    ...range,
    fields: ['pm25', 'q_pm25'],
    limit: 10,
  })
  expect(rows).toEqual([
    { tags: { station }, time: midnight, fields: { pm25: 1.5 } },
    { tags: { station }, time: midnight + minuteMs, fields: { pm25: 2.5, q_pm25: 4 } },
  ])
  const [request] = server.requests
  expect(request?.path).toBe('/api/v2/query?org=H%C3%A0%20N%E1%BB%99i')
  expect(request?.authorization).toBe('Token t0ken')
  expect(request?.query).toBe(`from(bucket: "series")
  |> range(start: 2026-11-22T00:00:00.000Z, stop: 2026-11-23T00:00:00.000Z)
  |> filter(fn: (r) => r._measurement == "air")
  |> filter(fn: (r) => r._field == "pm25" or r._field == "q_pm25")
  |> filter(fn: (r) => r["station"] == "x\\") |> drop() //\\\${1}\\\\")
  |> keep(columns: ["_time", "_value", "_field", "station"])
  |> limit(n: 10)`)
  await store.close()
  await server.stop()
})

test('asks for statistics and flags by window, and computes flagged windows again from raw values', async () => {
  const windows = [
    annotated('long', 'count', [
      ['a', 'pm25', midnight + 10 * minuteMs, 3],
      ['a', 'pm25', midnight + hourMs, 2],
    ]),
    annotated('double', 'mean', [
      ['a', 'pm25', midnight + 10 * minuteMs, 343],
      ['a', 'pm25', midnight + hourMs, 6],
    ]),
    annotated('double', 'min', [
      ['a', 'pm25', midnight + 10 * minuteMs, 10],
      ['a', 'pm25', midnight + hourMs, 5],
    ]),
    annotated('double', 'max', [
      ['a', 'pm25', midnight + 10 * minuteMs, 999],
      ['a', 'pm25', midnight + hourMs, 7],
    ]),
    annotated('long', 'flagged', [['a', 'q_pm25', midnight + 10 * minuteMs, 1]]),
  ].join('')
  const raw =
    annotated('double', '_result', [
      ['a', 'pm25', midnight + 10 * minuteMs, 10],
      ['a', 'pm25', midnight + 11 * minuteMs, 20],
      ['a', 'pm25', midnight + 12 * minuteMs, 999],
    ]) + annotated('long', '_result', [['a', 'q_pm25', midnight + 12 * minuteMs, 4]])
  const server = await startFluxServer([windows, raw])
  const store = openInflux2({ url: server.url, ...account })
  const from = midnight + 10 * minuteMs
  const query = {
    measurement: 'air',
    ...range,
    from,
    fields: ['pm25'],
    everyMs: hourMs,
    offsetMs: -7 * hourMs,
  }
  expect(await store.readWindows(query)).toEqual([
    { tags: { station: 'a' }, time: midnight, stats: { pm25: { count: 2, mean: 15, min: 10, max: 20 } } },
    {
      tags: { station: 'a' },
      time: midnight + hourMs,
      stats: { pm25: { count: 2, mean: 6, min: 5, max: 7 } },
    },
  ])
  const window = (call: string): string =>
    `|> aggregateWindow(every: 3600000ms, offset: 0ms, fn: ${call}, createEmpty: false, timeSrc: "_start")
  |> keep(columns: ["_time", "_value", "_field", "station"])`
  expect(server.requests[0]?.query).toBe(`data = from(bucket: "series")
  |> range(start: 2026-11-22T00:10:00.000Z, stop: 2026-11-23T00:00:00.000Z)
  |> filter(fn: (r) => r._measurement == "air")
  |> filter(fn: (r) => r._field == "pm25")

data
  ${window('count')}
  |> yield(name: "count")

data
  ${window('mean')}
  |> yield(name: "mean")

data
  ${window('min')}
  |> yield(name: "min")

data
  ${window('max')}
  |> yield(name: "max")

from(bucket: "series")
  |> range(start: 2026-11-22T00:10:00.000Z, stop: 2026-11-23T00:00:00.000Z)
  |> filter(fn: (r) => r._measurement == "air")
  |> filter(fn: (r) => r._field == "q_pm25")
  |> filter(fn: (r) => r._value == 3 or r._value == 4 or r._value == 9)
  ${window('count')}
  |> yield(name: "flagged")`)
  expect(server.requests[1]?.query).toContain(
    'range(start: 2026-11-22T00:10:00.000Z, stop: 2026-11-22T01:00:00.000Z)',
  )
  expect(server.requests[1]?.query).toContain('r["station"] == "a"')
  await store.close()
  await server.stop()
})
