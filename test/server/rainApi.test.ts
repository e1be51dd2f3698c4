import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disasterLevels, floodList } from '@city/domain/api/flood.ts'
import { rainDesign, rainEvents, rainTotals, rainWindowNames } from '@city/domain/api/rain.ts'
import { hourStart } from '@city/domain/time/hanoiTime.ts'
import {
  saveDisasterLevel,
  withdrawDisasterLevel,
  type StoredDisasterLevel,
} from '@city/store/state/disasterLevels.ts'
import { forgetTouchedHours, readTouchedHours, touchedHoursWriter } from '@city/store/state/touchedHours.ts'
import { eventually } from '../services/eventually.ts'
import { startAt, startServer, type RunningServer } from './startServer.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
let server: RunningServer

type Fields = Record<string, number>
const put = (station: string, points: [number, Fields][], measurement = 'rain') =>
  server.series.write(points.map(([time, fields]) => ({ measurement, tags: { station }, time, fields })))
/** `mmOf(i)`: the 10-minute sum that ended i · 10 minutes before the start. */
const tens = (count: number, mmOf: (i: number) => number): [number, Fields][] =>
  Array.from({ length: count }, (_, i) => [startAt - i * 10 * minuteMs, { rain_10m: mmOf(i) }])

async function json(path: string): Promise<unknown> {
  const response = await server.get(path)
  expect(response.status, path).toBe(200)
  return response.json()
}
const totals = async (query: string) => rainTotals.parse(await json(`/api/v1/rain/totals?${query}`))

// At the start it is 10:30 in Hanoi: since 19:00 are 15.5 hours, since midnight 10.5.
beforeAll(async () => {
  server = await startServer()
  await put(
    'RG-01',
    tens(289, () => 0.5),
  )
  // 60 mm in the last two hours, dry before.
  await put(
    'RG-02',
    tens(289, (i) => (i < 12 ? 5 : 0)),
  )
  await put(
    'RG-03',
    tens(289, () => 0),
  )
  // Half of the reports of the last day.
  await put(
    'RG-04',
    tens(289, () => 2).filter((_, i) => i % 2 === 0),
  )
  // A bucket with tips of 0.2 mm: 5 tips in 10 minutes; reset 65 minutes before the start.
  await put(
    'RG-05',
    Array.from({ length: 145 }, (_, i): [number, Fields] => {
      const time = startAt - (144 - i) * 10 * minuteMs
      return [time, { tips: time < startAt - 65 * minuteMs ? 1000 + 5 * i : 5 * (i - 137) }]
    }),
  )
})
afterAll(() => server.stop())

describe('rain totals', () => {
  const amounts: [string, number][] = [
    ['10m', 0.5],
    ['30m', 1.5],
    ['1h', 3],
    ['2h', 6],
    ['3h', 9],
    ['6h', 18],
    ['12h', 36],
    ['24h', 72],
    ['48h', 144],
    ['since_19h', 46.5],
    ['day', 31.5],
  ]
  it.each(amounts)('over %s of 3 mm an hour are %d mm', async (window, expected) => {
    const { items } = await totals(`window=${window}`)
    expect(items).toHaveLength(41)
    expect(items.find(({ station }) => station === 'RG-01')).toMatchObject({
      total_mm: expected,
      complete: true,
      max_10m: 0.5,
      intensity_mm_h: 3,
      basis: 'sums',
    })
    expect(items.find(({ station }) => station === 'RG-06')).toMatchObject({
      ...{ total_mm: null, complete: false, coverage: 0, max_10m: null, intensity_mm_h: null },
    })
  })

  it('over 15 minutes count 10 of them and say so', async () => {
    const { items } = await totals('window=15m')
    expect(items[0]).toMatchObject({ total_mm: 0.5, complete: false, coverage: 0.667 })
    expect(items[2]).toMatchObject({ total_mm: 0, complete: true })
  })

  it('are judged by class, and the city by its largest, its median and counts', async () => {
    const day = await totals('window=24h')
    const of = (id: string) => day.items.find(({ station }) => station === id)
    expect(of('RG-01')?.intensity_class).toMatchObject({ code: 'heavy', table: '24h', at_least: false })
    expect(of('RG-03')?.intensity_class?.code).toBe('none')
    // 72 reports of 2 mm, half a day missing.
    expect(of('RG-04')).toMatchObject({ total_mm: 144, complete: false, intensity_class: { at_least: true } })
    expect(day.city).toMatchObject({
      max: { station: 'RG-04', total_mm: 144, complete: false },
      median: 66, // of 0, 60, 72 and the counter's 144: the mean of the two in the middle
      gauges: { all: 41, complete: 4, at_least: 1, unknown: 36 },
      over_thresholds: [
        { mm: 50, level: null, gauges: 4 },
        { mm: 100, level: null, gauges: 2 },
      ],
    })
  })

  it('carry the level of the city with gauge, window and mm', async () => {
    const { level, city } = await totals('window=2h')
    expect(level).toMatchObject({
      code: 'likely',
      station: 'RG-02',
      window_min: 120,
      mm: 60,
      threshold_mm: 50,
    })
    expect(level.text.en).toContain('60 mm in 2 h at Ha Dong')
    expect(city.over_thresholds.find(({ level: code }) => code === 'likely')).toEqual({
      ...{ mm: 50, level: 'likely', gauges: 1, gauges_with_suspect: 1 },
    })
  })

  it('of a counter are its differences; a reset is marked and makes a lower bound', async () => {
    const of = async (window: string) =>
      (await totals(`window=${window}`)).items.find(({ station }) => station === 'RG-05')
    expect(await of('1h')).toMatchObject({
      total_mm: 6,
      complete: true,
      basis: 'counter',
      suspect_mm: 0,
      reset_mm: 0,
    })
    // At −70 min the last reading before the reset, at −60 min 5 tips: 1 mm since, what fell before it is lost.
    expect(await of('2h')).toMatchObject({
      total_mm: 12,
      reset_mm: 1,
      suspect_mm: 0,
      coverage: 0.917,
      complete: true,
    })
  })

  it('of an ended day are those of that day', async () => {
    const day = await totals('window=day&date=2026-11-21')
    expect(day.items[0]).toMatchObject({
      ...{ total_mm: 72, complete: true, from: '2026-11-20T17:00:00.000Z', to: '2026-11-21T17:00:00.000Z' },
    })
    const meteorological = await totals('window=since_19h&date=2026-11-21')
    expect(meteorological.items[0]).toMatchObject({ total_mm: 72, to: '2026-11-21T12:00:00.000Z' })
  })

  it.each(['window=1h&date=2026-11-21', 'window=day&date=2026-11-22', 'window=5h', 'window=day&date=x'])(
    'answer 400 to %s',
    async (query) => expect((await server.get(`/api/v1/rain/totals?${query}`)).status).toBe(400),
  )

  it('take in a late reading of an old hour, once it waits and once it is settled', async () => {
    const late = hourStart(startAt - 20 * hourMs) + 10 * minuteMs
    const end = hourStart(startAt)
    for (const [mm, isSettled] of [
      [7, false],
      [9, true],
    ] as const) {
      await put('RG-03', [[late, { rain_10m: mm }]])
      touchedHoursWriter(server.state)('RG-03', hourStart(late), hourStart(late))
      if (isSettled) forgetTouchedHours(server.state, readTouchedHours(server.state, end, 100), end)
      await eventually(async () => (await totals('window=24h')).items[2]?.total_mm === mm, {
        what: `the late ${mm} mm`,
      })
      if (!isSettled) forgetTouchedHours(server.state, readTouchedHours(server.state, end, 100), end)
    }
    await put('RG-03', [[late, { rain_10m: 0 }]])
    touchedHoursWriter(server.state)('RG-03', hourStart(late), hourStart(late))
    await eventually(async () => (await totals('window=24h')).items[2]?.total_mm === 0)
  })

  it('are equal to a sum over the raw rows, whatever the window', async () => {
    for (const window of rainWindowNames) {
      const { items } = await totals(`window=${window}`)
      for (const { station, total_mm, from, to } of items.slice(0, 4)) {
        const rows = await server.series.readRows({
          ...{ measurement: 'rain', tags: { station }, fields: ['rain_10m'] },
          ...{ from: Date.parse(from) + 1, to: Date.parse(to) + 1 },
        })
        const inside = rows.filter(({ time }) => time - 10 * minuteMs >= Date.parse(from))
        const sum = inside.reduce((all, { fields }) => all + Number(fields['rain_10m']), 0)
        expect(total_mm, `${station} ${window}`).toBeCloseTo(sum, 6)
      }
    }
  })
})

describe('rains', () => {
  it('have start, end, total and maxima, newest first', async () => {
    const { items, gap_min } = rainEvents.parse(await json('/api/v1/rain/events?station=RG-02'))
    expect(gap_min).toBe(360)
    expect(items).toMatchObject([
      {
        ...{ station: 'RG-02', start: '2026-11-22T01:30:00.000Z', end: '2026-11-22T03:30:00.000Z' },
        ...{ ongoing: true, state: 'raining', total_mm: 60, duration_min: 120, complete: true },
        ...{ max_10m: 5, max_1h: 30, max_2h: 60, gauges_over_50mm_2h: 1 },
      },
    ])
  })

  it('of a gauge of weeks ago are read from its raw readings', async () => {
    const start = Date.parse('2026-11-02T00:00:00Z')
    const shower = (mm: number, i: number): [number, Fields] => [start + i * 10 * minuteMs, { rain_10m: mm }]
    await put('RG-07', [0, 3, 4, 0, 0, 0, 0, 0.4, 0, 0, 0, 0].map(shower))
    const query = 'station=RG-07&from=2026-11-01&to=2026-11-12'
    const live = rainEvents.parse(await json(`/api/v1/rain/events?${query}&gap=live`))
    expect(live.items.map(({ total_mm }) => total_mm)).toEqual([0.4, 7])
    const { items } = rainEvents.parse(await json(`/api/v1/rain/events?${query}`))
    expect(items).toMatchObject([{ total_mm: 7.4, state: 'stopped', gauges_over_50mm_2h: null }])
  })

  it.each([
    ['from=2026-11-01&to=2026-11-12', 400],
    ['station=AQ-01', 400],
    ['station=RG-99', 404],
  ])('answer %s with %i', async (query, status) => {
    expect((await server.get(`/api/v1/rain/events?${query}`)).status).toBe(status)
  })
})

it('the drainage bar names its document and what contradicts it', async () => {
  const design = rainDesign.parse(await json('/api/v1/rain/design'))
  expect(design).toMatchObject({
    ...{ window: '48h', design_mm: 310, document: { mark: 'V2' } },
    conflicting: [{ mm: 100, hours: 24, mark: 'C' }],
    max: { station: 'RG-04', mm: 288, share: 0.929, complete: false },
    gauges: { all: 41, over: 0 },
  })
})

describe('risk of flood points', () => {
  const risks = async () => floodList.parse(await json('/api/v1/flood'))

  it('comes from the nearest gauges against the trigger of the point', async () => {
    const { items, levels } = await risks()
    expect(levels.map(({ class: one }) => one)).toEqual([0, 1, 2, 3, 4])
    for (const { station, risk } of items) {
      expect(risk.gauges.length, station).toBeLessThanOrEqual(3)
      const distances = risk.gauges.map(({ distance_km }) => distance_km)
      expect(distances).toEqual(distances.toSorted((a, b) => a - b))
    }
    const near = items.filter(({ risk }) => risk.gauges.some(({ station }) => station === 'RG-02'))
    const likely = near.find(({ risk }) => risk.trigger.mm === 50 && risk.trigger.window_min === 120)!
    expect(likely).toMatchObject({ state: 'nguy_co', risk: { level: 'likely' }, stale: true, depth_cm: null })
    expect(likely.risk.reason.vi).toContain('60 mm trong 2 giờ tại Hà Đông')
  })

  it('is unknown where no gauge near is complete, and none where one is and tells no heavy rain', async () => {
    const { items } = await risks()
    const silent = items.find(({ risk }) =>
      risk.gauges.every(({ station }) => !['RG-01', 'RG-02', 'RG-03', 'RG-04', 'RG-05'].includes(station)),
    )
    expect(silent?.risk).toMatchObject({ level: 'unknown' })
    expect(silent?.state).toBe('khong_du_lieu')
    const below = items.find(
      ({ risk }) => risk.gauges.some(({ station }) => station === 'RG-01') && risk.level === 'none',
    )
    expect(below?.risk.reason.en).toMatch(/^Below every threshold: /)
  })

  /** As ingest stores them: their hours are touched. */
  async function putDepths(station: string, points: [number, Fields][]): Promise<void> {
    const touch = touchedHoursWriter(server.state)
    for (const [time] of points) touch(station, hourStart(time), hourStart(time))
    await put(station, points, 'flood')
  }

  it('a flooding of more than six hours is followed back to its start, which a late report moves', async () => {
    const depths = (cmOf: (hoursAgo: number) => number) =>
      Array.from({ length: 25 }, (_, i): [number, Fields] => [startAt - i * hourMs, { depth_cm: cmOf(i) }])
    await putDepths(
      'FP-012',
      depths((hoursAgo) => (hoursAgo <= 20 ? 30 : 0)),
    )
    const since = async (iso: string) =>
      eventually(async () =>
        (await risks()).items.some((one) => one.station === 'FP-012' && one.since === iso),
      )
    await since('2026-11-21T07:30:00.000Z')
    await putDepths('FP-012', [[startAt - 12 * hourMs, { depth_cm: 2 }]])
    await since('2026-11-21T16:30:00.000Z')
  })

  it('a report older than an hour is stale, one older than six hours hidden', async () => {
    await putDepths('FP-010', [[startAt - 70 * minuteMs, { depth_cm: 22 }]])
    await putDepths('FP-011', [
      [startAt - 20 * minuteMs, { depth_cm: 22 }],
      [startAt - 10 * minuteMs, { depth_cm: 3 }],
    ])
    await eventually(async () =>
      (await risks()).items.some(({ station, depth_cm }) => station === 'FP-010' && depth_cm === 22),
    )
    const of = async (id: string) => (await risks()).items.find(({ station }) => station === id)
    expect(await of('FP-010')).toMatchObject({ stale: true, class: 2, colour: '#FF9800', ended_at: null })
    expect(await of('FP-011')).toMatchObject({
      stale: false,
      class: 0,
      since: null,
      ended_at: '2026-11-22T03:20:00.000Z',
    })
  })
})

it('issued levels are shown with their colour; withdrawn and expired ones only to who asks', async () => {
  const level: StoredDisasterLevel = {
    ...{
      id: 'a',
      hazard: 'heavy_rain',
      level: 3,
      area: 'Hà Nội',
      bulletin: 'DBMN-114/10h00',
      issuedBy: 'NCHMF',
    },
    ...{
      validFrom: startAt - hourMs,
      validTo: startAt + 24 * hourMs,
      enteredAt: startAt,
      enteredBy: 'http:1',
    },
    ...{ withdrawnAt: null, withdrawnBy: null, withdrawnReason: null },
  }
  saveDisasterLevel(server.state, level)
  saveDisasterLevel(server.state, { ...level, id: 'b', level: 5, validTo: startAt - 1 })
  saveDisasterLevel(server.state, { ...level, id: 'c', level: 1 })
  withdrawDisasterLevel(server.state, 'c', { at: startAt, by: 'http:1', reason: 'bản tin thay thế' })
  const read = async (query: string) =>
    disasterLevels.parse(await json(`/api/v1/disaster-levels${query}`)).items
  expect(await read('')).toMatchObject([
    { id: 'a', state: 'in_force', level: 3, colour: { name: { en: 'orange' } }, bulletin: 'DBMN-114/10h00' },
  ])
  const all = new Map((await read('?state=all')).map((one) => [one.id, one.state]))
  expect(all).toEqual(
    new Map([
      ['a', 'in_force'],
      ['b', 'expired'],
      ['c', 'withdrawn'],
    ]),
  )
})
