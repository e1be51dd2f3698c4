import fc from 'fast-check'
import { expect, test } from 'vitest'
import { counterSums, type CounterKind, type CounterReading } from './counterSums.ts'
import { gaugeRain } from './gaugeRain.ts'
import { rollingTotal, windowTotal } from './rainTotal.ts'

const start = Date.parse('2026-11-22T10:00:00+07:00')
const minute = 60_000
const at = (minutes: number, value: number): CounterReading => ({ time: start + minutes * minute, value })
const tips: CounterKind = { mmPerUnit: 0.2, resetHours: [] }
const day = { mmPerUnit: 1, resetHours: [0, 19] }
const short = (readings: CounterReading[], kind = tips) =>
  counterSums(readings, kind).map(({ from, time, mm, hasReset }) => {
    const [begin, end] = [(from - start) / minute, (time - start) / minute]
    return hasReset ? [begin, end, mm, 'reset'] : [begin, end, mm]
  })

// environment.md 4.8: tips of 0.2 mm, 236 tips = 47.2 mm.
test('increments are differences of the counter times the tip size', () => {
  expect(short([at(0, 0), at(10, 236), at(20, 236), at(30, 241)])).toEqual([
    [0, 10, 47.2],
    [10, 20, 0],
    [20, 30, 1],
  ])
})

test('a negative difference is a reset: the counter is what fell since, marked', () => {
  expect(short([at(0, 500), at(10, 510), at(20, 4), at(30, 9)])).toEqual([
    [0, 10, 2],
    [10, 20, 0.8, 'reset'],
    [20, 30, 1],
  ])
})

test('after a reset a counter that could not have fallen is no rain', () => {
  // 400 tips are 80 mm in 10 minutes: beyond the 60 mm of environment.md 7.3.
  expect(short([at(0, 5000), at(10, 400), at(20, 401)])).toEqual([[10, 20, 0.2]])
})

test('over a gap the sum spans the gap; nothing is interpolated', () => {
  expect(short([at(0, 10), at(10, 12), at(60, 42), at(70, 43)])).toEqual([
    [0, 10, 0.4],
    [10, 60, 6],
    [60, 70, 0.2],
  ])
})

test('a counter read every minute gives the sum of ten minutes at each reading', () => {
  const readings = Array.from({ length: 31 }, (_, i) => at(i, 2 * i))
  const sums = counterSums(readings, tips)
  expect(sums.filter(({ time }) => time >= start + 10 * minute).every(({ mm }) => mm === 4)).toBe(true)
  expect(sums.at(-1)).toMatchObject({ from: start + 20 * minute, time: start + 30 * minute })
})

test('one reading that both neighbours contradict is no rain and no reset', () => {
  expect(short([at(0, 1000), at(10, 0), at(20, 1003), at(30, 1004)])).toEqual([
    [0, 20, 0.6],
    [20, 30, 0.2],
  ])
  expect(short([at(0, 10), at(10, 60_000), at(20, 12)])).toEqual([[0, 20, 0.4]])
})

test('a new counter begins anew: what fell at its change is unknown', () => {
  expect(short([at(0, 10), at(10, 90_000), at(20, 90_002), at(30, 90_003)])).toEqual([
    [10, 20, 0.4],
    [20, 30, 0.2],
  ])
})

test('the day counter that starts again at 19:00 loses nothing after a report at 19:00', () => {
  const at19 = 9 * 60
  expect(short([at(at19 - 10, 46), at(at19, 47.2), at(at19 + 10, 0.4)], day)).toEqual([
    [at19 - 10, at19, 1.2],
    [at19, at19 + 10, 0.4],
  ])
  // Reports three minutes past: the reset lies within, what fell before it is lost.
  expect(short([at(at19 - 7, 46), at(at19 + 3, 0.4)], day)).toEqual([[at19 - 7, at19 + 3, 0.4, 'reset']])
})

test('a total with a reset in it is a lower bound and says how much is suspect', () => {
  const values = [0, 5, 10, 2, 7, 12, 17]
  const rows = values.map((value, i) => ({
    time: start + i * 10 * minute,
    sum: null,
    tips: value,
    day: null,
  }))
  expect(rollingTotal(gaugeRain(rows, 0.5), start + 60 * minute, 60 * minute)).toMatchObject({
    totalMm: 13.5, // (5 + 5 + 2 + 5 + 5 + 5) tips of 0.5 mm
    resetMm: 1,
    complete: false,
    basis: 'counter',
  })
})

test('reported sums come first, a counter fills in where there are none', () => {
  const rows = [0, 1, 2, 3].map((i) => {
    return { time: start + i * 10 * minute, sum: i === 2 ? null : 1, tips: i * 10, day: null }
  })
  expect(windowTotal(gaugeRain(rows, 0.2), start, start + 30 * minute)).toMatchObject({
    totalMm: 4, // 1 + 10 tips of 0.2 mm + 1
    complete: true,
    basis: 'both',
  })
})

test('the total of a counter that only rises is its difference, whatever the times of its reports', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 20 })), {
        minLength: 1,
        maxLength: 60,
      }),
      (steps) => {
        let [time, value] = [start, 100]
        const rows = [{ time, sum: null, tips: value, day: null }]
        for (const [gap, more] of steps) {
          time += gap * minute
          value += more
          rows.push({ time, sum: null, tips: value, day: null })
        }
        const total = windowTotal(gaugeRain(rows, 0.2), start, time)
        // A sum that reaches back at least ten minutes may reach over the start of the day: here it never can.
        expect(total.totalMm).toBeCloseTo((value - 100) * 0.2, 6)
        expect(total.complete).toBe(true)
      },
    ),
  )
})
