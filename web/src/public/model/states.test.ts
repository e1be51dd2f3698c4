import { expect, test } from 'vitest'
import type { Domain } from '@city/domain/station/station.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { isAirStale, isAirUsable } from './airState.ts'
import { floodStateOf } from './floodState.ts'
import { lakeStateOf, oxygenLevelOf } from './lakeState.ts'
import { hourRainOf, rainStateOf } from './rainState.ts'

const now = Date.UTC(2026, 10, 22, 9, 0)
const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000).toISOString()

function station(
  id: string,
  domain: Domain,
  ageMin: number | null,
  values: Record<string, number> = {},
  flags: Record<string, number> = {},
): LiveStation {
  const time = ageMin === null ? null : minutesAgo(ageMin)
  return {
    id,
    domain,
    name: { vi: id, en: id },
    kind: '',
    owner: '',
    parameters: [],
    interval_s: 600,
    position_quality: '',
    freshness: 'fresh',
    lat: 21,
    lon: 105.8,
    index: null,
    latest: time === null ? null : { time, values, flags },
    time: time === null ? null : Date.parse(time),
  } as LiveStation
}

test('counts flooded points, deepest first, and keeps old ones out as unknown', () => {
  const state = floodStateOf(
    [
      station('dry', 'flood', 2, { depth_cm: 4 }),
      station('knee', 'flood', 2, { depth_cm: 31 }),
      station('doubtful', 'flood', 2, { depth_cm: 120 }, { depth_cm: 3 }),
      station('old', 'flood', 90, { depth_cm: 60 }),
      station('failed', 'flood', 2, { depth_cm: 60 }, { depth_cm: 4 }),
      station('never', 'flood', null),
    ],
    now,
  )
  expect(state.watched).toBe(6)
  expect(state.heard).toBe(3)
  expect(state.flooded.map(({ station: { id } }) => id)).toEqual(['doubtful', 'knee'])
  expect(state.flooded[0]?.suspect).toBe(true)
  expect(state.flooded[1]?.depthClass).toMatchObject({ class: 3, motorbike: 'no', car: 'high_vehicles_only' })
})

test('takes the rain of the hour from the gauge, else from the total, as a lower bound when it is incomplete', () => {
  const total = {
    station: 'g',
    name: { vi: '', en: '' },
    lat: 21,
    lon: 105.8,
    total_mm: 7,
    suspect_mm: 0,
    with_suspect: null,
    complete: false,
    as_of: minutesAgo(5),
    to: minutesAgo(5),
  }
  expect(hourRainOf(station('g', 'rain', 5, { rain_1h: 12 }), total, now)).toMatchObject({
    mm: 12,
    atLeast: false,
  })
  expect(hourRainOf(station('g', 'rain', 5, { rain_10m: 2 }), total, now)).toMatchObject({
    mm: 7,
    atLeast: true,
  })
  expect(hourRainOf(station('g', 'rain', 60, { rain_1h: 12 }), undefined, now)).toBeNull()
})

test('suspect rain of the hour is shown with its part: of the total, else of the gauge itself', () => {
  // Its newest confirmed report is 50 minutes old, its newest suspect one 5.
  const times = { as_of: minutesAgo(50), to: minutesAgo(5) }
  const total = { station: 'g', ...times, total_mm: 4, suspect_mm: 80, complete: false }
  const both = { ...total, with_suspect: { total_mm: 84, complete: true } }
  const gauge = station('g', 'rain', 5, { rain_1h: 80, rain_10m: 80 }, { rain_1h: 3, rain_10m: 3 })
  expect(hourRainOf(gauge, both, now)).toMatchObject({ mm: 84, suspectMm: 80, atLeast: false })
  const unflagged = station('g', 'rain', 5, { rain_1h: 84, rain_10m: 80 }, { rain_10m: 3 })
  expect(hourRainOf(unflagged, both, now)).toMatchObject({ mm: 84, suspectMm: 80 })
  expect(hourRainOf(gauge, { ...both, total_mm: null }, now)).toMatchObject({ mm: 84, suspectMm: 80 })
  expect(hourRainOf(gauge, undefined, now)).toMatchObject({ mm: 80, suspectMm: 80 })
  const failed = station('g', 'rain', 5, { rain_1h: 80 }, { rain_1h: 4 })
  expect(hourRainOf(failed, undefined, now)).toBeNull()
})

test('an unknown gauge is not a dry one', () => {
  const state = rainStateOf(
    [
      station('a', 'rain', 5, { rain_1h: 0 }),
      station('b', 'rain', 5, { rain_1h: 31 }),
      station('c', 'rain', null),
    ],
    [],
    now,
  )
  expect(state).toMatchObject({ gauges: 3, raining: 1 })
  expect(state.heard).toHaveLength(2)
  expect(state.most?.station.id).toBe('b')
})

test('gives the median and the lowest oxygen of the lake from current, unflagged values', () => {
  const { oxygen, heard } = lakeStateOf(
    [
      station('a', 'water', 5, { do: 6 }),
      station('b', 'water', 5, { do: 3 }),
      station('c', 'water', 5, { do: 7 }),
      station('d', 'water', 5, { do: 8 }),
      station('suspect', 'water', 5, { do: 19 }, { do: 3 }),
      station('old', 'water', 120, { do: 0.5 }),
    ],
    now,
  )
  expect(heard).toBe(5)
  expect(oxygen).toMatchObject({ median: 6.5, low: 3, high: 8, count: 4 })
  expect(oxygen?.lowest.id).toBe('b')
})

test('names oxygen by the marks of QCVN 08:2023, classes C and D', () => {
  expect([4, 3.9, 2, 1.9].map(oxygenLevelOf)).toEqual(['enough', 'low', 'low', 'veryLow'])
})

test('an air station speaks for a place only while reading and index are current', () => {
  const index = {
    kind: 'vn_aqi_hour' as const,
    time: minutesAgo(80),
    value: 90,
    band: 'moderate' as const,
    main: 'pm25',
    sub_indices: {},
    method: '',
  }
  const current = { ...station('a', 'air', 5), index }
  const old = { ...station('a', 'air', 90), index }
  expect([isAirUsable(current, now), isAirStale(current, now)]).toEqual([true, false])
  expect([isAirUsable(old, now), isAirStale(old, now)]).toEqual([false, true])
  expect(isAirUsable({ ...current, index: { ...index, value: null } }, now)).toBe(false)
})
