import { expect, test } from 'vitest'
import { gaugeRain } from './gaugeRain.ts'
import { eventGaps, rainEvents } from './rainEvents.ts'
import { maximaOf, rollingSums } from './rollingMaxima.ts'

const start = Date.parse('2026-11-22T06:00:00Z')
const minute = 60_000
/** Sums of ten minutes, the first for start … start + 10 min; null: no report. */
const rainOf = (...sums: (number | null)[]) =>
  gaugeRain(
    sums.flatMap((sum, i) => {
      return sum === null ? [] : [{ time: start + (i + 1) * 10 * minute, sum, tips: null, day: null }]
    }),
    0.2,
  )
const eventsOf = (rain: ReturnType<typeof rainOf>, gap: number) =>
  rainEvents(rain, start, start + 24 * 60 * minute, gap).map(
    ({ start: from, end, totalMm, isOngoing, complete }) => {
      return [(from - start) / minute, (end - start) / minute, totalMm, isOngoing, complete]
    },
  )

test('a rain begins with 0.2 mm and ends when half an hour is dry', () => {
  const rain = rainOf(0, 0.1, 0.2, 5, 0.1, 0, 3, 0, 0, 0, 1, 0)
  expect(eventsOf(rain, eventGaps.live)).toEqual([
    [20, 70, 8.3, false, true],
    [100, 110, 1, true, true],
  ])
})

test('for statistics six dry hours end it', () => {
  const dry = (hours: number) => Array.from({ length: hours * 6 }, () => 0)
  const rain = rainOf(1, ...dry(5), 2, ...dry(6), 4)
  expect(eventsOf(rain, eventGaps.statistics)).toEqual([
    [0, 320, 3, false, true],
    [680, 690, 4, true, true],
  ])
})

test('missing reports within a rain make it a lower bound', () => {
  expect(eventsOf(rainOf(1, null, null, 2), eventGaps.live)).toEqual([[0, 40, 3, true, false]])
})

// By hand: the largest hour is 10 + 20 + 5 + 5 + 5 + 5 = 50; the largest two hours hold all but the last sum.
test('the largest 10 minutes, hour and two hours of a rain', () => {
  const sums = [1, 10, 20, 5, 5, 5, 5, 1, 1, 1, 1, 1, 1]
  const rain = rainOf(...sums)
  expect(maximaOf(rain, rollingSums(rain), start, start + 130 * minute)).toEqual({
    max10m: 20,
    max1h: 50,
    max2h: 56,
  })
  expect(maximaOf(rain, rollingSums(rain), start, start + 60 * minute)).toEqual({
    max10m: 20,
    max1h: 46,
    max2h: null,
  })
})

test('the largest hour of a gauge that reports every minute is found to the minute', () => {
  // 1 mm a minute from minute 5 to 65, reported as rolling sums.
  const perMinute = (m: number) => (m > 5 && m <= 65 ? 1 : 0)
  const rows = Array.from({ length: 120 }, (_, i) => {
    let sum = 0
    for (let m = i; m > i - 10; m--) sum += perMinute(m)
    return { time: start + i * minute, sum, tips: null, day: null }
  })
  const rain = gaugeRain(rows, 0.2)
  expect(maximaOf(rain, rollingSums(rain), start - 10 * minute, start + 120 * minute)).toMatchObject({
    max10m: 10,
    max1h: 60,
  })
})
