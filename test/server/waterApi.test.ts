import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stationCollection } from '@city/domain/api/schemas.ts'
import { lakeView, stationWqi } from '@city/domain/api/water.ts'
import { startAt, startServer, type RunningServer } from './startServer.ts'

/* The server's clock begins at 10:30 of 22 November 2026 in Hanoi. Water stations report every ten minutes. */

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const at = (clock: string, day = 22) => Date.parse(`2026-11-${day}T${clock}:00+07:00`)
let server: RunningServer

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

type Fields = Record<string, number>
const put = (station: string, points: [number, Fields][]) =>
  server.series.write(
    points.map(([time, fields]) => ({ measurement: 'water', tags: { station }, time, fields })),
  )
/** The same values every ten minutes, the end not included. */
const every = (from: number, to: number, fields: Fields): [number, Fields][] =>
  Array.from({ length: (to - from) / (10 * minuteMs) }, (_, i) => [from + i * 10 * minuteMs, fields])

async function wqi(path: string) {
  const response = await server.get(`/api/v1/stations/${path}`)
  expect(response.status, path).toBe(200)
  return stationWqi.parse(await response.json())
}

/** environment.md 2.5, W5 and W2. */
const automatic = { ph: 8.2, do: 6.9, temp: 30.5, cod: 21, toc: 8.4, nh4n: 0.3, no3n: 0.8 }
const bloom = {
  ...{ ph: 8.8, do: 11.9, temp: 31, bod5: 14, cod: 32, toc: 11, nh4n: 0.45, no3n: 0.6, no2n: 0.03 },
  ...{ po4p: 0.16, coliform: 6200, ecoli: 64 },
}

describe('VN_WQI', () => {
  it('of an automatic station is provisional and explains itself', async () => {
    await put('WL-13', every(at('08:00'), at('09:00'), automatic))
    const { kind, method, points } = await wqi('WL-13/wqi?from=2026-11-22T08:00:00%2B07:00')
    expect({ kind, method }).toEqual({ kind: 'hour', method: 'VN_WQI 1460/QĐ-TCMT 2019, v1' })
    expect(points.map(({ wqi: value }) => value)).toEqual([82, null])
    const [point, silent] = points
    expect(point).toMatchObject({
      ...{ time: '2026-11-22T01:00:00.000Z', official: false, band: 'wqi_good', revised: null },
      provisional: { missing_groups: ['II', 'III', 'V'] },
      sub_indices: { ph: 100, do_sat: 100, cod: 65, toc: 68, nh4n: 75, no3n: 100 },
    })
    expect(point!.provisional!.why.vi).toContain('Tạm tính, chưa đủ nhóm thông số')
    const { explain } = point!
    expect(explain.unrounded).toBeCloseTo(81.6667, 4)
    expect(explain.sub_indices_unrounded.toc).toBeCloseTo(68.333, 3)
    expect(explain.do_saturation!.percent).toBeCloseTo(93.66, 2)
    expect(explain.readings).toMatchObject({ ph: 6, do: 6 })
    expect(explain.formula.en).toMatch(/^WQI = P_I × IV = .* = 81\.67 → 82$/)
    // An hour without readings is listed, without a value.
    expect(silent).toMatchObject({ wqi: null, official: false, sub_indices: {}, groups: {} })
  })

  it('of a lake in bloom with laboratory values is official', async () => {
    const { bod5, coliform, ecoli, ...continuous } = bloom
    await put('WL-01', every(at('08:00'), at('09:00'), continuous))
    await put('WL-01', [[at('08:30'), { bod5, coliform, ecoli }]])
    const { points } = await wqi('WL-01/wqi?from=2026-11-22T08:00:00%2B07:00&to=2026-11-22T09:00:00%2B07:00')
    expect(points).toHaveLength(1)
    expect(points[0]).toMatchObject({ wqi: 47, official: true, provisional: null, band: 'wqi_bad' })
    expect(points[0]!.groups.IV!.value).toBeCloseTo(69.0444, 3)
    expect(points[0]!.groups.V!.parameters).toEqual(['coliform', 'ecoli'])
  })

  it('leaves out what has too few good values, and says so', async () => {
    await put('WL-02', [
      ...every(at('08:00'), at('08:40'), automatic),
      ...every(at('08:40'), at('09:00'), { ...automatic, cod: 400, q_cod: 3 }),
    ])
    const { points } = await wqi('WL-02/wqi?from=2026-11-22T08:00:00%2B07:00&to=2026-11-22T09:00:00%2B07:00')
    expect(points[0]!.sub_indices).not.toHaveProperty('cod')
    const { left_out: leftOut } = points[0]!.explain
    expect(leftOut).toContainEqual(expect.objectContaining({ parameter: 'cod', count: 4, needed: 5 }))
    // The registry lists it, and nothing came.
    expect(leftOut).toContainEqual(expect.objectContaining({ parameter: 'po4p', count: 0, needed: 5 }))
  })

  it('of a day rests on its hours; the running day is not listed', async () => {
    await put('WL-03', every(at('00:00', 21), at('18:00', 21), automatic))
    const { kind, points } = await wqi('WL-03/wqi?kind=day&from=2026-11-21&to=2026-11-23')
    expect(kind).toBe('day')
    expect(points).toHaveLength(1)
    expect(points[0]).toMatchObject({ time: '2026-11-20T17:00:00.000Z', wqi: 82, official: false })
    expect(points[0]!.explain.readings.ph).toBe(108)
  })

  it('is of water stations only', async () => {
    expect((await server.get('/api/v1/stations/AQ-01/wqi')).status).toBe(400)
    expect((await server.get('/api/v1/stations/XX-01/wqi')).status).toBe(404)
  })
})

describe('QCVN 08:2023', () => {
  it('classes rest on the means of the span and name what decides', async () => {
    // Means: DO (5 + 6.2) / 2 = 5.6 is B, pH 7.6 A, chlorophyll-a 28 B; one ammonium value of 0.9 is no mean.
    await put('WL-04', [
      ...every(at('02:00'), at('04:00'), { ph: 7.6, do: 5, chla: 28 }),
      ...every(at('04:00'), at('06:00'), { ph: 7.6, do: 6.2, chla: 28 }),
      [at('06:00'), { nh4n: 0.9 }],
    ])
    const { classes } = await wqi('WL-04/wqi?from=2026-11-22T00:00:00%2B07:00&to=2026-11-22T07:00:00%2B07:00')
    expect(classes).toMatchObject({
      ...{ document: 'QCVN 08:2023/BTNMT', table: 'lake', valid_from: '2023-09-12' },
      ...{ overall: 'B', deciding: ['do', 'chla'], maxima: [] },
    })
    const oxygen = classes!.parameters.find(({ parameter }) => parameter === 'do')
    expect(oxygen).toMatchObject({ class: 'B', unit: 'mg/L', count: 24, mark: 'V2', limits: { B: '≥ 5' } })
    expect(oxygen!.mean).toBeCloseTo(5.6, 9)
  })

  it('has no classes before it was in force', async () => {
    const { classes } = await wqi('WL-04/wqi?from=2023-09-10&to=2023-09-12')
    expect(classes).toBeNull()
  })
})

describe('the lake', () => {
  it('shows oxygen in mg/L and %, where it is lowest, and the signs of this morning', async () => {
    const dawn = every(at('03:00'), at('05:00'), { do: 1.4, temp: 27 })
    await put('WL-16', [...dawn, ...every(at('05:00'), at('10:30'), { do: 4.2, temp: 28, ph: 8.1 })])
    const time = new Date(startAt - 5 * minuteMs).toISOString()
    const values = { temp: 28, do: 4.2, ph: 8.1, chla: 61 }
    server.latest.take('readings', [
      { station: 'WL-16', domain: 'water', latest: { time, values, flags: {} } },
      {
        station: 'WL-15',
        domain: 'water',
        latest: { time, values: { do: 0.3, temp: 28 }, flags: { do: 4 } },
      },
      {
        station: 'WL-14',
        domain: 'water',
        latest: { time, values: { do: 6, temp: 28, ph: 7.9 }, flags: { ph: 3 } },
      },
    ])
    const response = await server.get('/api/v1/lake')
    expect(response.status).toBe(200)
    const lake = lakeView.parse(await response.json())
    expect(lake.stations).toHaveLength(18)
    const of = (id: string) => lake.stations.find((one) => one.id === id)
    // 28 °C holds 7.723 mg/L (environment.md 2.2): 4.2 mg/L is 54.4 %.
    expect(of('WL-16')).toMatchObject({
      do: 4.2,
      do_saturation: 54.4,
      chla: 61,
      freshness: 'fresh',
      at: time,
    })
    // A failed value is not shown; a suspect one carries its flag; what never reported has no values.
    expect(of('WL-15')).toMatchObject({ do: null, do_saturation: null, temp: 28 })
    expect(of('WL-14')).toMatchObject({ ph: 7.9, flags: { ph: 3 } })
    expect(of('WL-17')).toMatchObject({ do: null, at: null, freshness: 'silent' })
    expect(lake.lowest_do).toEqual({ station: 'WL-16', value: 4.2, at: time })
    expect(lake.signs).toMatchObject([
      {
        ...{ code: 'do_low_before_dawn', role: 'sign', station: 'WL-16', active: false, values: { do: 1.4 } },
        ...{ since: '2026-11-21T20:00:00.000Z', at: '2026-11-21T21:50:00.000Z' },
      },
    ])
  })
})

it('the newest VN_WQI of a station stands in the map, marked provisional', async () => {
  const index = {
    kind: 'vn_wqi_hour' as const,
    ...{
      time: new Date(startAt - 2 * hourMs).toISOString(),
      value: 82,
      band: 'wqi_good' as const,
      main: 'cod',
    },
    ...{ sub_indices: { cod: 65 }, method: 'VN_WQI 1460/QĐ-TCMT 2019, v1', official: false },
    provisional: { missing_groups: ['II', 'III', 'V'], why: { vi: 'Tạm tính', en: 'Provisional' } },
  }
  server.latest.take('indices', [{ station: 'WL-13', index }])
  const map = stationCollection.parse(
    await (await server.get('/api/v1/stations.geojson?domain=water')).json(),
  )
  expect(map.features.find(({ id }) => id === 'WL-13')?.properties.index).toEqual(index)
})
