import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gaugeRain } from './gaugeRain.ts'
import { windowTotal } from './rainTotal.ts'

const start = Date.parse('2026-11-22T00:00:00Z')
const minute = 60_000
/** mm of each minute of four hours, mostly dry. */
const minutes = fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 5 })), {
  minLength: 240,
  maxLength: 240,
})
const fell = (perMinute: readonly number[], from: number, to: number): number =>
  perMinute.slice(Math.max(0, from), Math.max(0, to)).reduce((sum, mm) => sum + mm, 0)
const reportsAt = (perMinute: readonly number[], times: readonly number[]) =>
  [...new Set(times)]
    .toSorted((a, b) => a - b)
    .map((at) => ({ time: start + at * minute, sum: fell(perMinute, at - 10, at), tips: null, day: null }))

test('whatever reports came, a total is never more than fell, up to the five minutes that a sum may reach out', () => {
  fc.assert(
    fc.property(
      minutes,
      fc.array(fc.integer({ min: 10, max: 240 }), { maxLength: 120 }),
      fc.integer({ min: 30, max: 200 }),
      fc.integer({ min: 15, max: 120 }),
      (perMinute, times, from, length) => {
        const rain = gaugeRain(reportsAt(perMinute, times), 0.2)
        const total = windowTotal(rain, start + from * minute, start + (from + length) * minute)
        const reach = Math.min(5, length / 10)
        expect(total.totalMm ?? 0).toBeLessThanOrEqual(
          fell(perMinute, Math.floor(from - reach), from + length + 5),
        )
        expect(total.coverage).toBeLessThanOrEqual(1)
      },
    ),
  )
})

test('a gauge that reports every minute tells every window of whole ten minutes exactly', () => {
  fc.assert(
    fc.property(
      minutes,
      fc.integer({ min: 10, max: 100 }),
      fc.integer({ min: 1, max: 13 }),
      (perMinute, from, tens) => {
        const every = Array.from({ length: 231 }, (_, i) => 10 + i)
        const rain = gaugeRain(reportsAt(perMinute, every), 0.2)
        const to = from + 10 * tens
        const total = windowTotal(rain, start + from * minute, start + to * minute)
        expect(total).toMatchObject({ totalMm: fell(perMinute, from, to), complete: true, coverage: 1 })
      },
    ),
  )
})

test('more rain at the gauge never makes a total smaller', () => {
  fc.assert(
    fc.property(
      minutes,
      fc.nat(239),
      fc.array(fc.integer({ min: 1, max: 23 }), { minLength: 1 }),
      (perMinute, at, tens) => {
        const more = perMinute.with(at, perMinute[at]! + 3)
        const times = tens.map((one) => one * 10)
        const of = (list: readonly number[]) =>
          windowTotal(gaugeRain(reportsAt(list, times), 0.2), start, start + 240 * minute).totalMm ?? 0
        expect(of(more)).toBeGreaterThanOrEqual(of(perMinute))
      },
    ),
  )
})
