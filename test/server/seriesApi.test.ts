import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rainTotals } from '@city/domain/api/rain.ts'
import { floodList, stationAqi, stationSeries } from '@city/domain/api/schemas.ts'
import { startAt, startServer, type RunningServer } from './startServer.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const at = (text: string) => Date.parse(text)
let server: RunningServer

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

type Fields = Record<string, number>
const put = (measurement: string, station: string, points: [number, Fields][]) =>
  server.series.write(points.map(([time, fields]) => ({ measurement, tags: { station }, time, fields })))

async function series(path: string) {
  const response = await server.get(`/api/v1/stations/${path}`)
  expect(response.status, path).toBe(200)
  return stationSeries.parse(await response.json())
}

describe('readings', () => {
  beforeAll(() =>
    put('air', 'AQ-01', [
      [at('2026-11-21T16:55:00Z'), { pm25: 90 }],
      [at('2026-11-21T17:05:00Z'), { pm25: 10, temp: -1.5 }],
      [at('2026-11-21T17:10:00Z'), { pm25: 20 }],
      // A suspect value is shown with its flag and enters no mean; then nothing came for an hour.
      [at('2026-11-21T17:15:00Z'), { pm25: 600, q_pm25: 3 }],
      [at('2026-11-21T19:00:00Z'), { pm10: 44 }],
    ]),
  )

  it('are given raw with their flags, and gaps stay gaps', async () => {
    const { parameters, points } = await series(
      'AQ-01/readings?from=2026-11-22&to=2026-11-22T03:00:00%2B07:00',
    )
    expect(parameters).toContainEqual({ id: 'temp', unit: '°C' })
    expect(points).toEqual([
      { time: '2026-11-21T17:05:00.000Z', values: { pm25: 10, temp: -1.5 }, flags: {} },
      { time: '2026-11-21T17:10:00.000Z', values: { pm25: 20 }, flags: {} },
      { time: '2026-11-21T17:15:00.000Z', values: { pm25: 600 }, flags: { pm25: 3 } },
      { time: '2026-11-21T19:00:00.000Z', values: { pm10: 44 }, flags: {} },
    ])
  })

  it('roll up to hours with count, min and max, without suspect values and without empty hours', async () => {
    const path =
      'AQ-01/readings?from=2026-11-21T17:30:00Z&to=2026-11-21T19:30:00Z&every=1h&parameters=pm25,PM10'
    const { parameters, points } = await series(path)
    expect(parameters).toEqual([
      { id: 'pm25', unit: 'µg/m³', statistic: 'mean' },
      { id: 'pm10', unit: 'µg/m³', statistic: 'mean' },
    ])
    expect(points).toEqual([
      {
        ...{ time: '2026-11-21T17:00:00.000Z', values: { pm25: 15 }, flags: {} },
        ...{ count: { pm25: 2 }, min: { pm25: 10 }, max: { pm25: 20 }, completeness: { pm25: 2 / 12 } },
      },
      {
        ...{ time: '2026-11-21T19:00:00.000Z', values: { pm10: 44 }, flags: {} },
        ...{ count: { pm10: 1 }, min: { pm10: 44 }, max: { pm10: 44 }, completeness: { pm10: 1 / 12 } },
      },
    ])
  })

  it('roll up to days of Hanoi: 23:55 belongs to the day before', async () => {
    const { points } = await series('AQ-01/readings?from=2026-11-21&to=2026-11-23&every=1d&parameters=pm25')
    expect(points.map(({ time, values }) => [time, values.pm25])).toEqual([
      ['2026-11-20T17:00:00.000Z', 90],
      ['2026-11-21T17:00:00.000Z', 15],
    ])
  })

  it('of rain are added up, not averaged', async () => {
    await put('rain', 'RG-07', [
      [at('2026-11-21T20:00:00Z'), { rain_10m: 1.5 }],
      [at('2026-11-21T20:10:00Z'), { rain_10m: 2.5 }],
    ])
    const { parameters, points } = await series(
      'RG-07/readings?from=2026-11-21&to=2026-11-22T12:00:00Z&every=1h',
    )
    expect(parameters).toEqual([{ id: 'rain_10m', unit: 'mm', statistic: 'sum' }])
    expect(points[0]?.values.rain_10m).toBeCloseTo(4, 9)
  })

  it('come as CSV with credit, units, flags and times of Hanoi', async () => {
    const path =
      '/api/v1/stations/AQ-01/readings.csv?from=2026-11-22&to=2026-11-22T03:00:00Z&parameters=pm25,temp'
    const response = await server.get(path)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="AQ-01-raw.csv"')
    const [credit, header, ...lines] = (await response.text()).split('\r\n')
    expect(credit).toMatch(/^# Source: .*AQ-01.*credit the source/)
    expect(credit).not.toContain(',')
    expect(header).toBe('time,pm25 (µg/m³),pm25 flag,temp (°C),temp flag')
    expect(lines).toEqual([
      '2026-11-22T00:05:00+07:00,10,1,-1.5,1',
      '2026-11-22T00:10:00+07:00,20,1,,',
      '2026-11-22T00:15:00+07:00,600,3,,',
      '',
    ])
  })
})

describe('VN_AQI', () => {
  /** environment.md 1.10, example A2: c1 first, one hour missing. Twelve 5-minute values an hour. */
  const hours = [120, undefined, 60, 40, 35, 30, 28, 26, 25, 25, 26, 28]
  const hour = at('2026-11-22T02:00:00Z')

  beforeAll(async () => {
    const points = hours.flatMap((pm25, age): [number, Fields][] =>
      pm25 === undefined
        ? []
        : Array.from({ length: 12 }, (_, i) => [hour - age * hourMs + i * 5 * minuteMs, { pm25 }]),
    )
    await put('air', 'AQ-14', points)
  })

  it('of an hour is that of the worked example, with what explains it', async () => {
    const response = await server.get(
      '/api/v1/stations/AQ-14/aqi?from=2026-11-22T02:00:00Z&to=2026-11-22T03:00:00Z',
    )
    const { points, kind } = stationAqi.parse(await response.json())
    expect(kind).toBe('hour')
    expect(points).toHaveLength(1)
    expect(points[0]).toMatchObject({ time: '2026-11-22T02:00:00.000Z', aqi: 161, band: 'bad', main: 'pm25' })
    const { explain } = points[0]!
    expect(explain.concentrations.pm25).toBeCloseTo(95.9987, 4)
    expect(explain).toMatchObject({
      weights: { pm25: 0.5 },
      hours_used: { pm25: 11 },
      hours_missing: { pm25: ['2026-11-22T01:00:00.000Z'] },
    })
  })

  it('lists every finished hour, those without an index too, and not the running one', async () => {
    const response = await server.get('/api/v1/stations/AQ-14/aqi?from=2026-11-22T01:00:00Z')
    const { points } = stationAqi.parse(await response.json())
    expect(points.map(({ time }) => time)).toEqual(['2026-11-22T01:00:00.000Z', '2026-11-22T02:00:00.000Z'])
    const never = await server.get('/api/v1/stations/AQ-20/aqi?from=2026-11-22T02:00:00Z')
    const [nothing] = stationAqi.parse(await never.json()).points
    expect(nothing).toMatchObject({ aqi: null, band: null, main: null, sub_indices: {} })
  })
})

describe('rain totals', () => {
  it('add ten-minute sums, say what is incomplete, and leave suspect values beside', async () => {
    const full = Array.from({ length: 6 }, (_, i): [number, Fields] => [
      startAt - i * 10 * minuteMs,
      { rain_10m: 2 },
    ])
    await put('rain', 'RG-01', full)
    await put('rain', 'RG-02', [
      [startAt - 10 * minuteMs, { rain_10m: 3 }],
      [startAt - 20 * minuteMs, { rain_10m: 55, q_rain_10m: 3 }],
    ])
    const { items } = rainTotals.parse(await (await server.get('/api/v1/rain/totals?window=1h')).json())
    expect(items).toHaveLength(41)
    const of = (id: string) => items.find(({ station }) => station === id)
    expect(of('RG-01')).toMatchObject({ total_mm: 12, complete: true, as_of: '2026-11-22T03:30:00.000Z' })
    expect(of('RG-02')).toMatchObject({
      ...{ total_mm: 3, complete: false, suspect_mm: 55, with_suspect: { total_mm: 58, max_10m: 55 } },
    })
    expect(of('RG-03')).toMatchObject({ total_mm: null, complete: false, as_of: null })
  })
})

describe('flood points', () => {
  it('carry depth class, passability, state and since when', async () => {
    const minutesAgo = (minutes: number) => startAt - minutes * minuteMs
    await put('flood', 'FP-001', [
      [minutesAgo(40), { depth_cm: 0 }],
      [minutesAgo(30), { depth_cm: 12 }],
      [minutesAgo(20), { depth_cm: 35 }],
      [minutesAgo(10), { depth_cm: 36 }],
    ])
    await put('flood', 'FP-002', [
      [minutesAgo(20), { depth_cm: 28 }],
      [minutesAgo(10), { depth_cm: 16 }],
    ])
    await put('flood', 'FP-003', [
      [minutesAgo(20), { depth_cm: 9 }],
      [minutesAgo(10), { depth_cm: 2 }],
    ])
    await put('flood', 'FP-004', [[startAt - 7 * hourMs, { depth_cm: 80 }]])
    const { items } = floodList.parse(await (await server.get('/api/v1/flood')).json())
    expect(items).toHaveLength(75)
    const of = (id: string) => items.find(({ station }) => station === id)
    expect(of('FP-001')).toMatchObject({
      ...{ depth_cm: 36, class: 3, state: 'dang_ngap', since: '2026-11-22T03:00:00.000Z' },
      ...{ passable: { motorbike: 'no', car: 'high_vehicles_only' }, class_name: { vi: 'Ngập sâu' } },
    })
    expect(of('FP-002')).toMatchObject({ class: 2, state: 'dang_rut' })
    expect(of('FP-003')).toMatchObject({ class: 0, state: 'da_rut', since: null })
    expect(of('FP-004')).toMatchObject({
      depth_cm: null,
      class: null,
      passable: null,
      state: 'khong_du_lieu',
    })
  })
})
