import { expect, test } from 'vitest'
import { decodePortalSites } from './portalSites.ts'
import { decodePortalStat } from './portalStat.ts'

/* Answers in the shape that environment.md 4.7 describes, with each of its traps. */

const rules = { station: 'AQ-01', zeroIsValue: [], units: {} }

test('lists by parameter become readings by moment, oldest first; times are of Hanoi', () => {
  const answer = {
    'PM2.5': [
      { time: '2026-11-22 07:00', value: '35.20' },
      { time: '2026-11-22 06:00', value: '33.1' },
    ],
    CO: [{ time: '2026-11-22 07:00', value: '1835.2' }],
    O3: [],
  }
  expect(decodePortalStat(answer, rules)).toEqual({
    bodies: [
      { station: 'AQ-01', ts: Date.UTC(2026, 10, 21, 23), values: { 'PM2.5': 33.1 } },
      { station: 'AQ-01', ts: Date.UTC(2026, 10, 22), values: { 'PM2.5': 35.2, CO: 1835.2 } },
    ],
    rejections: [],
  })
})

test('0 and null are missing; 0 is a value where the profile says so', () => {
  const at = { time: '2026-11-22 07:00' }
  const answer = {
    'PM2.5': [{ ...at, value: '0' }],
    PM10: [{ ...at, value: '0.00' }],
    NO2: [{ ...at, value: null }],
    SO2: [{ ...at, value: '0' }],
  }
  expect(decodePortalStat(answer, rules)!.bodies).toEqual([])
  const [only] = decodePortalStat(answer, { ...rules, zeroIsValue: ['so2'] })!.bodies
  expect(only!.values).toEqual({ SO2: 0 })
})

test('what is no number and what is no time stays as it came, to be rejected', () => {
  const answer = {
    PM10: [
      { time: '2026-11-22 07:00', value: '12,5' },
      { time: '22/11/2026', value: '7' },
    ],
  }
  expect(decodePortalStat(answer, rules)!.bodies).toEqual([
    { station: 'AQ-01', ts: Date.UTC(2026, 10, 22), values: { PM10: '12,5' } },
    { station: 'AQ-01', ts: '22/11/2026', values: { PM10: 7 } },
  ])
})

test('a list under an unknown name is one rejection, not one for each value', () => {
  const items = Array.from({ length: 720 }, () => ({ time: '2026-11-22 07:00', value: '1' }))
  const { bodies, rejections } = decodePortalStat({ Benzen: items }, rules)!
  expect(bodies).toEqual([])
  expect(rejections).toMatchObject([{ reason: 'unknown_parameter', detail: 'Benzen: 720 values' }])
})

test.each([[[]], ['<html>'], [null], [{ error: 'no such station' }]])('%j is no such answer', (answer) => {
  expect(decodePortalStat(answer, rules)).toBeUndefined()
})

test('sites are read with their misspelt longitude; a broken one is left out', () => {
  const sites = [
    { id: 14, name: 'Số 46, phố Lưu Quang Vũ', latitude: '21.0152', longtitude: '105.7999', aqi: 152 },
    { id: 15, name: 'Minh Khai', latitude: 21.0498, longtitude: 105.7419, aqi_time: '28-09-2026' },
    { id: 99, name: 'x', latitude: 21, longitude: 105 },
  ]
  expect(decodePortalSites(sites)).toEqual([
    { id: '14', name: 'Số 46, phố Lưu Quang Vũ', lat: 21.0152, lon: 105.7999 },
    { id: '15', name: 'Minh Khai', lat: 21.0498, lon: 105.7419 },
  ])
  expect(decodePortalSites({})).toBeUndefined()
})
