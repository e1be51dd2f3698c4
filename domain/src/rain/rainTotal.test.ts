import { expect, test } from 'vitest'
import { rainTotal } from './rainTotal.ts'

const now = Date.parse('2026-11-22T07:00:00Z')
const minutes = (ago: number, mm: number) => ({ time: now - ago * 60_000, mm })
const hour = 3_600_000

test('six sums of ten minutes make an hour', () => {
  const rain = [60, 50, 40, 30, 20, 10, 0].map((ago) => minutes(ago, 2))
  expect(rainTotal(rain, now, hour)).toEqual({ totalMm: 12, complete: true, asOf: now })
})

test('a gauge that reports its rolling sum every minute is not counted ten times', () => {
  const rain = Array.from({ length: 121 }, (_, i) => minutes(120 - i, 2))
  expect(rainTotal(rain, now, hour)).toEqual({ totalMm: 12, complete: true, asOf: now })
})

test('between two reports of a 10-minute gauge its hour is complete', () => {
  const rain = Array.from({ length: 9 }, (_, i) => minutes(88 - i * 10, 1))
  expect(rainTotal(rain, now, hour)).toEqual({ totalMm: 6, complete: true, asOf: now - 8 * 60_000 })
})

test('a gauge silent for half an hour has no complete hour', () => {
  const rain = Array.from({ length: 9 }, (_, i) => minutes(110 - i * 10, 1))
  expect(rainTotal(rain, now, hour)).toMatchObject({ totalMm: 3, complete: false })
})

test('with an hour half received the total is a lower bound', () => {
  expect(rainTotal([minutes(20, 3), minutes(10, 4), minutes(0, 5)], now, hour)).toMatchObject({
    totalMm: 12,
    complete: false,
  })
})

test('nothing received is unknown, not dry', () => {
  expect(rainTotal([], now, hour)).toEqual({ totalMm: null, complete: false, asOf: null })
})
