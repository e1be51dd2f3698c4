import { expect, test } from 'vitest'
import type { LiveStation } from '../live/liveStore.ts'
import { lookOf } from './markerLook.ts'

const now = Date.UTC(2026, 10, 22, 7, 10)
const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000).toISOString()

function station(
  part: Partial<LiveStation> & Pick<LiveStation, 'domain'>,
  ageMin: number | null,
  values = {},
  flags = {},
): LiveStation {
  const time = ageMin === null ? null : minutesAgo(ageMin)
  return {
    id: 'X',
    name: { vi: 'X', en: 'X' },
    kind: '',
    owner: '',
    parameters: [],
    interval_s: 600,
    position_quality: '',
    lat: 21,
    lon: 105.8,
    index: null,
    ...part,
    latest: time === null ? null : { time, values, flags },
    time: time === null ? null : Date.parse(time),
  }
}

const index = (hourStartAgoMin: number, value: number | null) => ({
  kind: 'vn_aqi_hour' as const,
  time: minutesAgo(hourStartAgoMin),
  value,
  band: value === null ? null : ('bad' as const),
  main: 'pm25',
  sub_indices: {},
  method: '',
})

test('an air station shows its index with the level as dots', () => {
  const look = lookOf(station({ domain: 'air', index: index(70, 160) }, 5), now)
  expect(look).toMatchObject({
    shape: 'circle',
    tone: 'aqi-bad',
    value: 160,
    level: 4,
    levels: 6,
    freshness: 'fresh',
  })
})

test('an air station without index shows nothing, not zero', () => {
  expect(lookOf(station({ domain: 'air', index: index(70, null) }, 5), now)).toMatchObject({
    tone: null,
    value: null,
  })
})

test('fresh readings do not make an old index fresh', () => {
  const look = lookOf(station({ domain: 'air', index: index(6 * 60, 160) }, 5), now)
  expect(look).toMatchObject({ freshness: 'stale', value: 160 })
})

test('a silent station shows no value', () => {
  expect(lookOf(station({ domain: 'rain' }, 25 * 60, { rain_1h: 12 }), now)).toMatchObject({
    value: null,
    freshness: 'silent',
  })
  expect(lookOf(station({ domain: 'rain' }, null), now)).toMatchObject({ value: null, freshness: 'silent' })
})

test('a dry gauge is calm, a wet one is not', () => {
  expect(lookOf(station({ domain: 'rain' }, 5, { rain_1h: 0 }), now)).toMatchObject({ calm: true, value: 0 })
  expect(lookOf(station({ domain: 'rain' }, 5, { rain_1h: 12.4 }), now)).toMatchObject({
    calm: false,
    level: 3,
    decimals: 0,
  })
})

test('ten minutes of rain are judged by their hourly rate', () => {
  expect(lookOf(station({ domain: 'rain' }, 5, { rain_10m: 5 }), now)).toMatchObject({ value: 5, level: 4 })
})

test('a flood point shows its depth class', () => {
  expect(lookOf(station({ domain: 'flood' }, 5, { depth_cm: 31 }), now)).toMatchObject({
    tone: 'flood-3',
    level: 3,
  })
})

test('a suspect value is shown and marked, a failed one is not shown', () => {
  expect(lookOf(station({ domain: 'flood' }, 5, { depth_cm: 120 }, { depth_cm: 3 }), now)).toMatchObject({
    value: 120,
    suspect: true,
  })
  expect(lookOf(station({ domain: 'flood' }, 5, { depth_cm: 999 }, { depth_cm: 4 }), now)).toMatchObject({
    value: null,
  })
})
