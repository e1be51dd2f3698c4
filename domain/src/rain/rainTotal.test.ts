import { expect, test } from 'vitest'
import { gaugeRain } from './gaugeRain.ts'
import type { GaugeRow } from './rainSpan.ts'
import { rollingTotal, runningTotal, windowTotal } from './rainTotal.ts'
import { dayOf, runningDayStart } from './rainWindows.ts'

const now = Date.parse('2026-11-22T07:00:00Z')
const minute = 60_000
const hour = 60 * minute
const minutes = (ago: number, mm: number): GaugeRow => ({
  time: now - ago * minute,
  sum: mm,
  tips: null,
  day: null,
})
const rolling = (rows: GaugeRow[], windowMs: number) =>
  rollingTotal(
    gaugeRain(
      rows.toSorted((a, b) => a.time - b.time),
      0.2,
    ),
    now,
    windowMs,
  )

test('six sums of ten minutes make an hour', () => {
  const rain = [60, 50, 40, 30, 20, 10, 0].map((ago) => minutes(ago, 2))
  expect(rolling(rain, hour)).toMatchObject({
    totalMm: 12,
    complete: true,
    asOf: now,
    coverage: 1,
    basis: 'sums',
  })
})

test('a gauge that reports its rolling sum every minute is not counted ten times', () => {
  const rain = Array.from({ length: 121 }, (_, i) => minutes(120 - i, 2))
  expect(rolling(rain, hour)).toMatchObject({ totalMm: 12, complete: true, asOf: now })
})

test('between two reports of a 10-minute gauge its hour is complete', () => {
  const rain = Array.from({ length: 9 }, (_, i) => minutes(88 - i * 10, 1))
  expect(rolling(rain, hour)).toMatchObject({ totalMm: 6, complete: true, asOf: now - 8 * minute })
})

test('a gauge silent for half an hour has no complete hour', () => {
  const rain = Array.from({ length: 9 }, (_, i) => minutes(110 - i * 10, 1))
  expect(rolling(rain, hour)).toMatchObject({ totalMm: 3, complete: false })
})

test('with an hour half received the total is a lower bound', () => {
  expect(rolling([minutes(20, 3), minutes(10, 4), minutes(0, 5)], hour)).toMatchObject({
    totalMm: 12,
    complete: false,
    coverage: 0.5,
  })
})

test('nothing received is unknown, not dry', () => {
  expect(rolling([], hour)).toMatchObject({ totalMm: null, complete: false, asOf: null, basis: null })
})

// 22 of 24 sums are 91.7 %, 21 are 87.5 % (environment.md 5.4: ≥ 90 % of the intervals).
test.each([
  [22, true],
  [21, false],
])('four hours with %d of 24 sums: complete is %s', (kept, complete) => {
  const rain = Array.from({ length: 24 }, (_, i) => minutes(i * 10, 0)).filter(
    (_, i) => i === 0 || i > 24 - kept,
  )
  expect(rain).toHaveLength(kept)
  expect(rolling(rain, 4 * hour).complete).toBe(complete)
})

test('15 minutes never count the rain of 20: what reaches out is a lower bound, unless it is dry', () => {
  expect(rolling([minutes(10, 4), minutes(0, 5)], 15 * minute)).toMatchObject({ totalMm: 5, complete: false })
  expect(rolling([minutes(10, 0), minutes(0, 5)], 15 * minute)).toMatchObject({ totalMm: 5, complete: true })
})

test('the day of rain begins at 19:00 of Hanoi, the calendar day at midnight', () => {
  const at = Date.parse('2026-11-22T09:00:00+07:00')
  expect(runningDayStart('since_19h', at)).toBe(Date.parse('2026-11-21T19:00:00+07:00'))
  expect(runningDayStart('day', at)).toBe(Date.parse('2026-11-22T00:00:00+07:00'))
  const evening = Date.parse('2026-11-22T19:00:00+07:00')
  expect(runningDayStart('since_19h', evening)).toBe(Date.parse('2026-11-21T19:00:00+07:00'))
  expect(runningDayStart('since_19h', evening + 1)).toBe(evening)
  const midnight = Date.parse('2026-11-22T00:00:00+07:00')
  expect(dayOf('since_19h', midnight)).toEqual({ from: evening - 24 * hour, to: evening })
  expect(dayOf('day', midnight)).toEqual({ from: midnight, to: midnight + 24 * hour })
})

test('since 19:00 counts what fell after it', () => {
  const start = Date.parse('2026-11-22T19:00:00+07:00')
  const rows = [-10, 0, 10, 20, 30].map((at) => ({
    time: start + at * minute,
    sum: 3,
    tips: null,
    day: null,
  }))
  const at = (minutesAfter: number) => {
    const moment = start + minutesAfter * minute
    const received = rows.filter(({ time }) => time <= moment)
    return runningTotal(gaugeRain(received, 0.2), moment, start)
  }
  expect(at(32)).toMatchObject({ totalMm: 9, complete: true })
  expect(at(5)).toMatchObject({ totalMm: null, complete: false })
})

// A gauge whose reports come three minutes past: each belongs to the day that holds most of its ten minutes.
test('neighbouring days share out every sum once', () => {
  const start = Date.parse('2026-11-21T00:00:00+07:00')
  const day = 24 * hour
  for (const shift of [0, 3, 5, 7]) {
    const rows = Array.from({ length: 3 * 144 }, (_, i) => {
      return { time: start - day + (i * 10 + shift) * minute, sum: (i % 7) / 10, tips: null, day: null }
    })
    const rain = gaugeRain(rows, 0.2)
    const [from, to] = [start, start + day]
    const inBoth = windowTotal(rain, from, to).totalMm! + windowTotal(rain, to, to + day / 2).totalMm!
    const whole = windowTotal(rain, from, to + day / 2)
    expect(inBoth, `shift ${shift}`).toBeCloseTo(whole.totalMm!, 6)
    expect(whole).toMatchObject({ complete: true })
  }
})

// Every 10 minutes until 8 minutes ago, then every minute: the sum of 8 minutes ago overlaps that of now by 2 minutes.
test.each([
  ['dry throughout', 0, 0, 0, true],
  ['wet before', 3, 0, 3, true],
  // What fell from 18 to 10 minutes ago cannot be told from what fell since: 8 of 60 minutes are not covered.
  ['wet on both sides', 3, 1, 1, false],
])('where a gauge changes its rhythm no rain counts twice: %s', (_, wetBefore, wetNow, totalMm, complete) => {
  const slow = [68, 58, 48, 38, 28, 18, 8].map((ago) => minutes(ago, ago === 8 ? wetBefore : 0))
  const ones = [3, 2, 1, 0].map((ago) => minutes(ago, wetNow))
  expect(rolling([...slow, ...ones], hour)).toMatchObject({ totalMm, complete })
})
