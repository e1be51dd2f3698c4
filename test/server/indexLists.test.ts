import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aqiList, wqiList } from '@city/domain/api/indexLists.ts'
import { stationAqi } from '@city/domain/api/schemas.ts'
import { stationWqi } from '@city/domain/api/water.ts'
import { keepIndexChanges } from '@city/store/state/indexRevisions.ts'
import { startServer, type RunningServer } from './startServer.ts'

/* Indices of many stations in one answer. The server's clock begins at 10:30 of 22 November 2026 in Hanoi. */

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const at = (clock: string, day = 22) => Date.parse(`2026-11-${day}T${clock}:00+07:00`)
let server: RunningServer

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

type Fields = Record<string, number>

/** The same values every so many minutes, the end not included. */
const put = (measurement: string, station: string, [from, to]: [number, number], every: number, of: Fields) =>
  server.series.write(
    Array.from({ length: (to - from) / (every * minuteMs) }, (_, i) => ({
      ...{ measurement, tags: { station }, time: from + i * every * minuteMs, fields: of },
    })),
  )

async function answer<Parsed>(schema: { parse(json: unknown): Parsed }, path: string): Promise<Parsed> {
  const response = await server.get(path)
  expect(response.status, path).toBe(200)
  return schema.parse(await response.json())
}

async function detailOf(path: string): Promise<[status: number, detail: string]> {
  const response = await server.get(path)
  return [response.status, ((await response.json()) as { detail: string }).detail]
}

describe('VN_AQI of all stations', () => {
  beforeAll(async () => {
    await put('air', 'AQ-03', [at('07:00'), at('08:00')], 5, { pm25: 40, o3: 210 })
    await put('air', 'AQ-03', [at('08:00'), at('09:00')], 5, { pm25: 44, o3: 150 })
    await put('air', 'AQ-04', [at('08:00'), at('10:00')], 5, { o3: 60 })
    keepIndexChanges(server.state, [
      { station: 'AQ-03', kind: 'vn_aqi_hour', time: at('08:00'), was: 120, value: 84, at: at('10:00') },
    ])
  })
  const span = 'from=2026-11-22T07:00:00%2B07:00&to=2026-11-22T09:00:00%2B07:00'

  it('is one answer with an item for each air station, and the numbers of each station’s own answer', async () => {
    const { items, kind, method, from, to } = await answer(aqiList, `/api/v1/aqi?${span}`)
    expect({ kind, method }).toEqual({ kind: 'hour', method: 'VN_AQI 1459/QĐ-TCMT 2019, v1' })
    expect([from, to]).toEqual(['2026-11-22T00:00:00.000Z', '2026-11-22T02:00:00.000Z'])
    expect(items).toHaveLength(28)
    const item = items.find(({ station }) => station === 'AQ-03')!
    // environment.md 1.10, A6 the other way round in time: w 40/44; (44 + 40·w) / (1 + w) = 42.095 → 84.
    expect(item.points).toMatchObject([
      { aqi: null, band: null, main: null, concentration: null, revised: null },
      {
        ...{ time: '2026-11-22T01:00:00.000Z', aqi: 84, band: 'moderate', main: 'pm25' },
        ...{ concentration: expect.closeTo(42.0952, 3), why: null },
        revised: { at: '2026-11-22T03:00:00.000Z', was: 120 },
      },
    ])
    expect(item.points[0]!.why!.en).toBe(
      'No VN_AQI: PM2.5 or PM10 needs at least 2 of the last 3 hours (PM2.5 1/3).',
    )
    // Of the newest hour, in which ozone (150 µg/m³) is under its limit of 200.
    expect(item.limits).toMatchObject([
      { parameter: 'o3', window: '1h', limit: 200, value: 150, exceeded: false },
    ])
    const own = await answer(stationAqi, `/api/v1/stations/AQ-03/aqi?${span}`)
    expect(item.points.map(({ time, aqi, main, revised }) => [time, aqi, main, revised])).toEqual(
      own.points.map(({ time, aqi, main, revised }) => [time, aqi, main, revised]),
    )
    expect(item.limits).toEqual(own.points.at(-1)!.limits)
  })

  it('says of a station without dust why it has none, and of a silent one too', async () => {
    const { items } = await answer(aqiList, '/api/v1/aqi?stations=AQ-04,AQ-09')
    expect(items.map(({ station }) => station)).toEqual(['AQ-04', 'AQ-09'])
    // Six hours by default, to the newest that has ended.
    expect(items.map(({ points }) => points.map(({ time }) => time.slice(11, 13)))).toEqual([
      ['21', '22', '23', '00', '01', '02'],
      ['21', '22', '23', '00', '01', '02'],
    ])
    for (const { points } of items)
      expect(points.at(-1)!.why!.vi).toMatch(/^Không có VN_AQI: cần PM2.5 hoặc PM10/)
    expect(items[0]!.limits).toMatchObject([{ parameter: 'o3', window: '1h', value: 60, exceeded: false }])
    expect(items[1]!.limits).toEqual([])
  })

  it('of days gives the larger mean of ozone where that decided', async () => {
    // environment.md 1.10, D1, with little else: ozone of 1 h 142, of 8 h 118.6 µg/m³, which makes 96.5.
    const day = at('00:00', 21)
    await put('air', 'AQ-02', [day - 7 * hourMs, day + 24 * hourMs], 5, { pm25: 8, o3: 20 })
    for (let hour = 15; hour < 23; hour++) {
      const o3 = hour === 18 ? 142 : (8 * 118.6 - 142) / 7
      await put('air', 'AQ-02', [day + hour * hourMs, day + (hour + 1) * hourMs], 5, { o3 })
    }
    const { items } = await answer(
      aqiList,
      '/api/v1/aqi?kind=day&from=2026-11-21&to=2026-11-22&stations=AQ-02',
    )
    expect(items[0]!.points).toMatchObject([
      { aqi: 97, main: 'o3', concentration: expect.closeTo(118.6, 6), why: null },
    ])
  })

  it('is told as unchanged to who has it', async () => {
    const path = `/api/v1/aqi?${span}`
    const first = await server.get(path)
    expect(first.headers.get('cache-control')).toBe('public, max-age=30, stale-while-revalidate=30')
    const again = await server.get(path, { headers: { 'if-none-match': first.headers.get('etag')! } })
    expect(again.status).toBe(304)
  })

  it('refuses what is too much with what would fit, and stations that are none of these', async () => {
    // 28 stations over 15 days of 24 hours; 10,000 values allow 357 hours.
    expect(await detailOf('/api/v1/aqi?from=2026-11-01&to=2026-11-16')).toEqual([
      400,
      '28 stations × 360 hours are 10080 values, at most 10000 at once: ask for up to 357 hours, or for fewer stations',
    ])
    expect((await server.get('/api/v1/aqi?from=2026-11-01&to=2026-11-16&stations=AQ-01,AQ-02')).status).toBe(
      200,
    )
    // 3,200 values allow 114 days.
    expect(await detailOf('/api/v1/aqi?kind=day&from=2026-07-09&to=2026-11-01')).toEqual([
      400,
      '28 stations × 115 days are 3220 values, at most 3200 at once: ask for up to 114 days, or for fewer stations',
    ])
    expect(await detailOf('/api/v1/aqi?from=2026-09-01&to=2026-11-01&stations=AQ-01')).toEqual([
      400,
      'at most 31 days at once; ask for less or for longer steps',
    ])
    expect(await detailOf('/api/v1/aqi?stations=AQ-01,RG-01')).toEqual([
      400,
      'stations: RG-01 measures rain, not air',
    ])
    expect((await server.get('/api/v1/aqi?stations=AQ-99')).status).toBe(404)
    expect((await server.get('/api/v1/aqi?stations=,')).status).toBe(400)
    expect((await server.get('/api/v1/aqi?kind=month')).status).toBe(400)
  })
})

describe('VN_WQI of all stations', () => {
  /** environment.md 2.5, W5. */
  const automatic = { ph: 8.2, do: 6.9, temp: 30.5, cod: 21, toc: 8.4, nh4n: 0.3, no3n: 0.8 }

  it('is provisional where groups are missing, with the class of the span', async () => {
    await put('water', 'WL-13', [at('08:00'), at('09:00')], 10, automatic)
    const span = 'from=2026-11-22T08:00:00%2B07:00'
    const { items, kind, method, from, to } = await answer(wqiList, `/api/v1/wqi?${span}`)
    expect({ kind, method }).toEqual({ kind: 'hour', method: 'VN_WQI 1460/QĐ-TCMT 2019, v1' })
    expect([from, to]).toEqual(['2026-11-22T01:00:00.000Z', '2026-11-22T03:00:00.000Z'])
    const item = items.find(({ station }) => station === 'WL-13')!
    expect(item.points).toEqual([
      { time: '2026-11-22T01:00:00.000Z', wqi: 82, official: false, band: 'wqi_good', revised: null },
      { time: '2026-11-22T02:00:00.000Z', wqi: null, official: false, band: null, revised: null },
    ])
    const own = await answer(stationWqi, `/api/v1/stations/WL-13/wqi?${span}`)
    const { document, table, overall, deciding } = own.classes!
    expect(item.classes).toEqual({ document, table, overall, deciding })
    // A point without values has no class, and is listed.
    expect(items.find(({ station }) => station === 'WL-12')!.classes!.overall).toBeNull()
    expect(await detailOf('/api/v1/wqi?stations=AQ-01')).toEqual([
      400,
      'stations: AQ-01 measures air, not water',
    ])
  })

  it('has no class before the regulation was in force', async () => {
    const { items } = await answer(
      wqiList,
      '/api/v1/wqi?kind=day&from=2023-09-10&to=2023-09-12&stations=WL-13',
    )
    expect(items).toMatchObject([{ station: 'WL-13', points: [{ wqi: null }, { wqi: null }], classes: null }])
  })
})
