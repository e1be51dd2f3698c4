import { expect, test } from 'vitest'
import type { StationAqi } from '@city/domain/api/schemas.ts'
import { airWith, cameraWith, now, stationWith, totalsOf } from '../wallFixtures.ts'
import { airPictureOf, bandSince } from './airPicture.ts'
import { cameraPictureOf, picturesOf } from './cameraPicture.ts'
import { floodPictureOf, passOf } from './floodPicture.ts'
import { lakePictureOf } from './lakePicture.ts'
import { medianOf } from './quality.ts'
import { rainPictureOf } from './rainPicture.ts'

test('air: stations by band; one without an index is unknown, not good', () => {
  const air = airPictureOf(
    [
      airWith('A', 42, 'good'),
      airWith('B', 118, 'poor'),
      airWith('C', 101, 'poor'),
      airWith('D', null, null),
    ],
    now,
  )
  expect(air.counts).toMatchObject({ good: 1, moderate: 0, poor: 2, hazardous: 0 })
  expect([air.known, air.total, air.lowest, air.highest]).toEqual([3, 4, 42, 118])
  expect(air.points[0]?.station.id).toBe('B')
  expect(air.asOf).toBe(now)
})

test('air: a stale station does not enter the present picture', () => {
  const air = airPictureOf([airWith('A', 42, 'good'), airWith('B', 250, 'very_bad', 120)], now)
  expect(air.quality).toBe('current')
  expect(air.highest).toBe(42)
  expect(air.known).toBe(1)
})

test('air: with nothing current the last picture stays, as old, without what was old even then', () => {
  const air = airPictureOf(
    [airWith('A', 42, 'good', 60), airWith('B', 99, 'moderate', 62), airWith('C', 300, 'very_bad', 600)],
    now,
  )
  expect(air.quality).toBe('old')
  expect(air.highest).toBe(99)
})

test('air: silent stations give no picture', () => {
  expect(airPictureOf([airWith('A', 42, 'good', 25 * 60)], now)).toMatchObject({ quality: 'none', known: 0 })
})

const hour = (
  time: string,
  band: 'good' | 'moderate' | 'poor' | 'bad' | null,
): StationAqi['points'][number] => ({
  time,
  aqi: null,
  band,
  main: null,
  sub_indices: {},
  explain: {
    hours_used: {},
    hours_missing: {},
    weights: {},
    concentrations: {},
    over_range: [],
    text: { vi: '', en: '' },
  },
})

test('air: since when a band or a worse one holds without a break', () => {
  const points = [
    hour('2026-11-22T04:00:00Z', 'poor'),
    hour('2026-11-22T05:00:00Z', 'moderate'),
    hour('2026-11-22T06:00:00Z', 'poor'),
    hour('2026-11-22T07:00:00Z', 'bad'),
    hour('2026-11-22T08:00:00Z', 'poor'),
  ]
  expect(bandSince(points, 'poor')).toEqual({ at: Date.parse('2026-11-22T06:00:00Z'), open: false })
  expect(bandSince(points.slice(2), 'poor')).toEqual({ at: Date.parse('2026-11-22T06:00:00Z'), open: true })
  expect(bandSince(points, 'bad')).toBeNull()
  expect(bandSince([...points, hour('2026-11-22T09:00:00Z', null)], 'poor')).toBeNull()
})

test('rain: the wettest gauge, gauges raining, gauges from 50 mm in two hours', () => {
  const gauges = [stationWith('R1', 'rain', { rain_10m: 4 }), stationWith('R2', 'rain', { rain_10m: 0 })]
  const rain = rainPictureOf(gauges, totalsOf({ R1: 31.4, R2: 0 }), totalsOf({ R1: 50, R2: 0 }), now)
  expect(rain).toMatchObject({ quality: 'current', raining: 1, known: 2, over50: 1, known2h: 2, total: 2 })
  expect(rain.max1h).toMatchObject({ mm: 31.4, lowerBound: false })
})

test('rain: suspect rain is seen and stands apart; a suspect zero and failed rain say nothing', () => {
  const gauges = [
    stationWith('R1', 'rain', { rain_10m: 80 }, 1, { rain_10m: 3 }),
    stationWith('R2', 'rain', { rain_10m: 0 }, 1, { rain_10m: 3 }),
    stationWith('R3', 'rain', { rain_10m: 90 }, 1, { rain_10m: 4 }),
  ]
  const totals = totalsOf({ R1: 4, R2: 12, R4: null }, true, { R1: 80, R4: 20 })
  const rain = rainPictureOf(gauges, totals, totals, now)
  expect(rain).toMatchObject({
    raining: 1,
    rainingSuspect: 1,
    known: 1,
    over50: 1,
    over50Suspect: 1,
    known2h: 3,
  })
  expect(rain.max1h).toMatchObject({ mm: 84, suspectMm: 80, name: { vi: 'Trạm R1' } })
  expect(rain.confirmed).toEqual({ max1h: 12, max2h: 12 })
})

test('rain: a level that only suspect rain reaches is shown and says so', () => {
  const level = {
    ...{
      code: 'severe' as const,
      unconfirmed: true,
      confirmed_code: 'none' as const,
      text: { vi: '', en: '' },
    },
    ...{ station: 'R1', window_min: 120, mm: 100, suspect_mm: 100, threshold_mm: 100 },
  }
  const totals = { ...totalsOf({ R1: 0 }, true, { R1: 100 }), level }
  const rain = rainPictureOf([], totals, totals, now)
  expect(rain.level).toMatchObject({ code: 'severe', mm: 100, windowMin: 120, unconfirmed: true })
})

test('rain: an incomplete total is a lower bound', () => {
  const gauges = [stationWith('R1', 'rain', { rain_10m: 9 })]
  const rain = rainPictureOf(gauges, totalsOf({ R1: 12 }, false), undefined, now)
  expect(rain.max1h?.lowerBound).toBe(true)
  expect(rain.known2h).toBe(0)
})

test('rain: nothing received is not dry', () => {
  const rain = rainPictureOf([stationWith('R1', 'rain', {})], totalsOf({ R1: null }), undefined, now)
  expect(rain).toMatchObject({ quality: 'none', max1h: null, known: 0 })
})

test('flood: points by depth class, deepest first, with their start from the server', () => {
  const points = [
    stationWith('F1', 'flood', { depth_cm: 0 }),
    stationWith('F2', 'flood', { depth_cm: 12 }),
    stationWith('F3', 'flood', { depth_cm: 62 }),
    stationWith('F4', 'flood', { depth_cm: 300 }, 1, { depth_cm: 4 }),
  ]
  const list = {
    now: new Date(now).toISOString(),
    items: [
      {
        station: 'F3',
        since: '2026-11-22T07:30:00.000Z',
        risk: { confirmed_level: 'likely', level: 'severe' },
      },
      { station: 'F4', since: null, risk: { confirmed_level: 'unknown', level: 'unknown' } },
    ],
  } as Parameters<typeof floodPictureOf>[1]
  const flood = floodPictureOf(points, list, now)
  expect(flood.byClass).toEqual([1, 1, 0, 0, 1])
  expect(flood.flooded.map(({ station }) => station.id)).toEqual(['F3', 'F2'])
  expect(flood.flooded[0]?.since).toBe(Date.parse('2026-11-22T07:30:00Z'))
  expect([flood.known, flood.total]).toEqual([3, 4])
  expect(flood.risk).toEqual({ level: 'likely', points: 1 })
  expect(flood.unconfirmedRisk).toEqual({ level: 'severe', points: 1 })
  expect(passOf(flood.flooded[0]!.depth)).toBe('both')
  expect(passOf(flood.flooded[1]!.depth)).toBe('slow')
})

test('lake: lowest oxygen and where, medians of temperature and level', () => {
  const lake = lakePictureOf(
    [
      stationWith('W1', 'water', { do: 6.2, temp: 22 }),
      stationWith('W2', 'water', { do: 4.1, temp: 24, water_level: 5.7 }),
      stationWith('W3', 'water', { do: 0.2, temp: 23 }, 300),
    ],
    now,
  )
  expect(lake.oxygen).toMatchObject({ value: 4.1, quality: 'current' })
  expect(lake.oxygen.station?.id).toBe('W2')
  expect(lake.temperature.value).toBe(23)
  expect(lake.level).toMatchObject({ value: 5.7, count: 1 })
})

test('median of none is none, of two their mean', () => {
  expect(medianOf([])).toBeNull()
  expect(medianOf([3, 1])).toBe(2)
  expect(medianOf([9, 1, 2])).toBe(2)
})

test('cameras: planned-off ones are apart, unknown ones are not working', () => {
  const cameras = [
    cameraWith('C1', 'online'),
    cameraWith('C2', 'offline'),
    cameraWith('C3', 'planned_off'),
    cameraWith('C4', 'unknown'),
  ]
  expect(cameraPictureOf(cameras, now)).toMatchObject({ online: 1, expected: 3, plannedOff: 1, unknown: 1 })
})

test('cameras: each turn shows the next stills and comes round', () => {
  const cameras = ['C1', 'C2', 'C3'].map((id) => cameraWith(id, 'online'))
  const ids = (turn: number) => picturesOf(cameras, 2, turn).map(({ id }) => id)
  expect([ids(0), ids(1), ids(2)]).toEqual([
    ['C1', 'C2'],
    ['C3', 'C1'],
    ['C2', 'C3'],
  ])
  expect(picturesOf([cameraWith('C1', 'offline')], 2, 0)).toEqual([])
})
