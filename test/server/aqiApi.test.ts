import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chartSeries } from '@city/domain/api/chart.ts'
import { stationAqi, type StationAqi } from '@city/domain/api/schemas.ts'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import { keepIndexChanges } from '@city/store/state/indexRevisions.ts'
import { startServer, type RunningServer } from './startServer.ts'

const hourMs = 3_600_000
/** The day before the server's clock, midnight of Hanoi. */
const day = Date.parse('2026-11-20T17:00:00Z')

let server: RunningServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

/** Twelve equal readings an hour from `from` on. */
async function put(station: string, from: number, hours: readonly Record<string, number>[]): Promise<void> {
  const points = hours.flatMap((fields, at): SeriesPoint[] =>
    Array.from({ length: 12 }, (_, i) => ({
      ...{ measurement: 'air', tags: { station }, fields },
      time: from + at * hourMs + i * 300_000,
    })),
  )
  await server.series.write(points)
}

async function ask(path: string): Promise<StationAqi> {
  const response = await server.get(`/api/v1/stations/${path}`)
  expect(response.status).toBe(200)
  return stationAqi.parse(await response.json())
}

describe('VN_AQI of a day', () => {
  /** environment.md 1.10, example D1: PM2.5 68.3; PM10 112.5; O3 1 h 142, 8 h 118.6; NO2 126; SO2 41; CO 3,400. */
  beforeAll(async () => {
    const steady = { pm25: 68.3, pm10: 112.5, o3: 20, no2: 30, so2: 41, co: 3400 }
    const hours = Array.from({ length: 31 }, (): Record<string, number> => ({ ...steady }))
    // Eight hours of ozone: 142 and seven that make the mean 118.6.
    for (let at = 15; at < 23; at++) hours[at]!['o3'] = at === 18 ? 142 : (8 * 118.6 - 142) / 7
    hours[20]!['no2'] = 126
    await put('AQ-02', day - 7 * hourMs, hours)
    keepIndexChanges(server.state, [
      {
        station: 'AQ-02',
        kind: 'vn_aqi_day',
        time: day,
        was: 118,
        value: 131,
        at: Date.parse('2026-11-21T17:10:00Z'),
      },
    ])
  })

  it('is that of the worked example, with what explains it and what stands beside it', async () => {
    const { points, kind, advice, method } = await ask('AQ-02/aqi?kind=day&from=2026-11-21&to=2026-11-22')
    expect({ kind, method }).toEqual({ kind: 'day', method: 'VN_AQI 1459/QĐ-TCMT 2019, v1' })
    expect(points).toHaveLength(1)
    expect(points[0]).toMatchObject({
      ...{ time: '2026-11-20T17:00:00.000Z', aqi: 131, band: 'poor', main: 'pm25' },
      sub_indices: { pm25: 131, pm10: 81, o3: 97, no2: 63, so2: 16, co: 17 },
      revised: { at: '2026-11-21T17:10:00.000Z', was: 118 },
    })
    const { explain, limits, reference } = points[0]!
    expect(explain.sub_indices_unrounded?.['o3_8h']).toBeCloseTo(96.5, 6)
    expect(explain).toMatchObject({
      hours_used: { pm25: 24 },
      hours_needed: { pm25: 24 },
      partial: [],
      weights: {},
    })
    expect(explain.text.vi).toContain('VN_AQI = 131 (Kém)')
    expect(explain.formula?.en).toContain('VN_AQI = max = 131')
    expect(limits).toContainEqual({
      ...{ parameter: 'pm25', window: '24h', limit: 45, value: expect.closeTo(68.3, 9), exceeded: true },
      ...{ document: 'QCVN 05:2023/BTNMT', valid_from: '2026-01-01', mark: 'V2' },
    })
    expect(reference?.us_aqi?.method).toContain('EPA')
    expect(reference?.who['pm25']).toMatchObject({ guideline: 15, window: '24h' })
    expect(Object.keys(advice ?? {})).toEqual(['poor'])
    expect(advice?.['poor']).toMatchObject({ colour: '#FF7E00', name: { vi: 'Kém' } })
  })

  it('lists days that have ended, those without an index too, and not the day that runs', async () => {
    const { points } = await ask('AQ-02/aqi?kind=day&from=2026-11-20')
    expect(points.map(({ time, aqi }) => [time, aqi])).toEqual([
      ['2026-11-19T17:00:00.000Z', null],
      ['2026-11-20T17:00:00.000Z', 131],
    ])
    expect(points[0]!.explain.text.en).toMatch(
      /^No daily VN_AQI: PM2.5 or PM10 needs at least 18 of 24 hours/,
    )
  })
})

describe('VN_AQI of an hour', () => {
  it('has its last revision, the limits of its means and no revision where there was none', async () => {
    const from = Date.parse('2026-11-22T00:00:00Z')
    await put('AQ-03', from, [
      { pm25: 40, o3: 210 },
      { pm25: 44, o3: 190 },
    ])
    const change = { station: 'AQ-03', kind: 'vn_aqi_hour' as const, time: from + hourMs }
    keepIndexChanges(server.state, [
      { ...change, was: 148, value: 120, at: from + 2 * hourMs },
      { ...change, was: 120, value: 84, at: from + 3 * hourMs },
    ])
    const { points } = await ask('AQ-03/aqi?from=2026-11-22T00:00:00Z&to=2026-11-22T02:00:00Z')
    expect(points.map(({ aqi, revised }) => [aqi, revised])).toEqual([
      [null, null],
      // environment.md 1.10, A6 the other way round in time: w 40/44; (44 + 40·w) / (1 + w) = 42.095 → 84.
      [88, { at: '2026-11-22T03:00:00.000Z', was: 120 }],
    ])
    expect(points[0]!.limits).toMatchObject([
      { parameter: 'o3', window: '1h', limit: 200, value: 210, exceeded: true },
    ])
    expect(points[0]!.sub_indices).toEqual({ o3: 105 })
  })

  it('refuses a kind and a span that it does not know', async () => {
    expect((await server.get('/api/v1/stations/AQ-03/aqi?kind=month')).status).toBe(400)
    expect((await server.get('/api/v1/stations/AQ-03/aqi?from=2026-09-01&to=2026-11-01')).status).toBe(400)
    expect(
      (await server.get('/api/v1/stations/AQ-03/aqi?kind=day&from=2024-09-01&to=2026-11-01')).status,
    ).toBe(400)
  })
})

describe('a chart of several stations', () => {
  it('gives one array each out of the rollups, null where nothing is or was taken back', async () => {
    const hour = Date.parse('2026-11-20T00:00:00Z')
    const put1h = (station: string, at: number, pm25: number, count: number): Promise<void> =>
      server.series.write([
        {
          measurement: 'air_1h',
          tags: { station },
          time: hour + at * hourMs,
          fields: { pm25, pm25_count: count },
        },
      ])
    await put1h('AQ-05', 0, 12.34567, 12)
    await put1h('AQ-05', 2, 20, 0)
    await put1h('AQ-06', 1, 7, 12)
    const path =
      '/api/v1/chart?stations=AQ-05,AQ-06&parameter=pm25&from=2026-11-20T00:00:00Z&to=2026-11-20T03:00:00Z'
    expect(chartSeries.parse(await (await server.get(path)).json())).toEqual({
      ...{ parameter: 'pm25', unit: 'µg/m³', every: '1h', from: '2026-11-20T00:00:00.000Z', step_s: 3600 },
      stations: [
        { id: 'AQ-05', values: [12.3457, null, null] },
        { id: 'AQ-06', values: [null, 7, null] },
      ],
    })
    expect((await server.get('/api/v1/chart?stations=AQ-05,RG-01&parameter=pm25')).status).toBe(400)
    expect((await server.get('/api/v1/chart?stations=AQ-05&parameter=wd')).status).toBe(400)
    expect((await server.get('/api/v1/chart?stations=AQ-99&parameter=pm25')).status).toBe(404)
  })
})
