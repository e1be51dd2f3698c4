import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hourMs } from '../time/hanoiTime.ts'
import { bandOf, type AqiParameter } from './aqiTable.ts'
import { dailyAqi, dailyAqiAt, type DailyConcentrations } from './dailyAqi.ts'
import { hourTrackOf } from './hourTrack.ts'
import type { HourStats } from './hourlyMeans.ts'

// Midnight of Hanoi.
const day = Date.parse('2026-03-01T17:00:00Z')
const span = { from: day - 7 * hourMs, to: day + 24 * hourMs }

/** A track of hourly means; the lists begin 7 hours before midnight, undefined is missing. */
function trackOf(means: Partial<Record<AqiParameter, (number | undefined)[]>>) {
  const rows: HourStats[] = Array.from({ length: 31 }, (_, at) => ({
    time: span.from + at * hourMs,
    stats: Object.fromEntries(
      Object.entries(means).flatMap(([parameter, list]) =>
        list[at] === undefined ? [] : [[parameter, { count: 12, mean: list[at] }]],
      ),
    ),
  }))
  return hourTrackOf(span, rows, 300)
}
const all = (value: number): (number | undefined)[] => Array<number>(31).fill(value)

// environment.md 1.10: concentrations, AQI, main parameter, band, rounded sub-indices.
const examples: [string, DailyConcentrations, number, string, string, Record<string, number>][] = [
  [
    'D0',
    { o3_8h: 89.3, o3: 114.6, no2: 130.8, pm25: 55.7 },
    110,
    'pm25',
    'poor',
    { o3: 45, no2: 65, pm25: 110 },
  ],
  [
    'D1',
    { pm25: 68.3, pm10: 112.5, o3: 142, o3_8h: 118.6, no2: 126, so2: 41, co: 3400 },
    131,
    'pm25',
    'poor',
    { pm25: 131, pm10: 81, o3: 97, no2: 63, so2: 16, co: 17 },
  ],
  ['D2', { pm25: 31, pm10: 70, o3: 640, o3_8h: 415 }, 260, 'o3', 'very_bad', { pm25: 62, pm10: 60, o3: 260 }],
  [
    'D3',
    { pm25: 162.4, pm10: 231, o3: 64, o3_8h: 52, no2: 188 },
    212,
    'pm25',
    'very_bad',
    { pm25: 212, pm10: 141, o3: 26, no2: 94 },
  ],
]

describe('daily VN_AQI, worked examples of environment.md 1.10', () => {
  test.each(examples)('%s', (_, concentrations, aqi, main, band, subIndices) => {
    const result = dailyAqi(concentrations)
    expect(result).toMatchObject({ aqi, main, band, subIndices })
    expect(Object.keys(result.subIndices)).toHaveLength(Object.keys(subIndices).length)
  })

  test('D0 keeps the sub-indices before rounding, both of ozone', () => {
    const { unrounded } = dailyAqi(examples[0]![1])
    expect(unrounded.o3_8h).toBeCloseTo(44.65, 10)
    expect(unrounded.o3).toBeCloseTo(35.81, 2)
    expect(unrounded.no2).toBeCloseTo(65.4, 10)
    expect(unrounded.pm25).toBeCloseTo(109.5, 10)
  })

  test('D2: above 400 the 8-hour mean has no sub-index, exactly 400 gives 300', () => {
    expect(dailyAqi({ pm25: 10, o3: 640, o3_8h: 415 }).unrounded.o3_8h).toBeUndefined()
    expect(dailyAqi({ pm25: 10, o3: 410, o3_8h: 400 }).aqi).toBe(300)
    expect(dailyAqi({ pm25: 10, o3: 410, o3_8h: 400.1 }).aqi).toBe(203)
  })
})

describe('a day out of its hours (environment.md 1.6, 1.8)', () => {
  test('8-hour means reach 7 hours into the day before: labels 18:00 … 01:00', () => {
    // Hours before midnight 100, in the day 20: the mean that ends with the first hour is (7 × 100 + 20) / 8 = 90.
    const o3 = all(20).fill(100, 0, 7)
    const result = dailyAqiAt(trackOf({ pm25: all(10), o3 }), day)
    expect(result.concentrations).toEqual({ pm25: 10, o3: 20, o3_8h: 90 })
    expect(result.subIndices).toEqual({ pm25: 20, o3: 45 })
    expect(result.partial).toEqual([])
  })

  test('PM is the mean of 24 hours, gases their largest hour', () => {
    const pm25 = all(999).map((_, at) => (at < 7 ? 999 : at - 7)) // 0 … 23 in the day: mean 11.5
    const no2 = all(10)
    no2[3] = 500 // of the day before
    no2[20] = 44
    const result = dailyAqiAt(trackOf({ pm25, no2 }), day)
    expect(result.concentrations).toEqual({ pm25: 11.5, no2: 44 })
    expect(result.hoursUsed).toEqual({ pm25: 24, no2: 24 })
  })

  test('PM needs 18 of 24 hours, and names those that are missing', () => {
    const with18 = dailyAqiAt(trackOf({ pm25: all(30).fill(undefined, 7, 13) }), day)
    expect(with18).toMatchObject({ aqi: 60, missingHours: { pm25: [0, 1, 2, 3, 4, 5] } })
    const with17 = dailyAqiAt(trackOf({ pm25: all(30).fill(undefined, 7, 14), no2: all(100) }), day)
    expect(with17).toMatchObject({ aqi: null, main: null, band: null, subIndices: { no2: 50 } })
    expect(with17.subIndices.pm25).toBeUndefined()
  })

  test('a largest mean of fewer than 18 hours is a lower bound, and says so', () => {
    const few = all(30).fill(undefined, 7, 14)
    const result = dailyAqiAt(trackOf({ pm25: all(10), so2: few, o3: few }), day)
    expect(result.partial).toEqual(['o3', 'o3_8h', 'so2'])
    expect(result.subIndices.so2).toBe(12)
  })

  test('an 8-hour mean needs 6 of its hours', () => {
    const five = all(0).map((_, at) => (at >= 7 && at < 12 ? 50 : undefined))
    expect(dailyAqiAt(trackOf({ pm25: all(10), o3: five }), day).concentrations.o3_8h).toBeUndefined()
    const six = all(0).map((_, at) => (at >= 7 && at < 13 ? 50 : undefined))
    expect(dailyAqiAt(trackOf({ pm25: all(10), o3: six }), day).concentrations.o3_8h).toBe(50)
  })

  test('a day without readings has nothing', () => {
    expect(dailyAqiAt(trackOf({}), day)).toMatchObject({ aqi: null, subIndices: {}, hoursUsed: {} })
  })
})

const mean = fc.option(fc.double({ min: 0, max: 700, noNaN: true }), { nil: undefined, freq: 6 })
const hours = fc.array(mean, { minLength: 31, maxLength: 31 })

describe('properties of the daily index', () => {
  test.each(['pm25', 'pm10', 'no2', 'so2', 'co'] as const)(
    'more %s in any hour never lowers it',
    (parameter) => {
      fc.assert(
        fc.property(hours, fc.nat(30), fc.double({ min: 0, max: 500, noNaN: true }), (list, at, more) => {
          const before = dailyAqiAt(trackOf({ pm25: all(20), [parameter]: list }), day)
          const raised = list.map((one, place) => (place === at && one !== undefined ? one + more : one))
          const after = dailyAqiAt(trackOf({ pm25: all(20), [parameter]: raised }), day)
          expect(after.aqi ?? -1).toBeGreaterThanOrEqual(before.aqi ?? -1)
        }),
      )
    },
  )

  test('more ozone in any hour never lowers it as long as the 8-hour mean keeps its sub-index', () => {
    fc.assert(
      fc.property(hours, fc.nat(30), fc.double({ min: 0, max: 500, noNaN: true }), (list, at, more) => {
        const low = list.map((one) => one && one / 3)
        const raised = low.map((one, place) => (place === at && one !== undefined ? one + more : one))
        const after = dailyAqiAt(trackOf({ pm25: all(20), o3: raised }), day)
        fc.pre((after.concentrations.o3_8h ?? 0) <= 400)
        expect(after.aqi!).toBeGreaterThanOrEqual(dailyAqiAt(trackOf({ pm25: all(20), o3: low }), day).aqi!)
      }),
    )
  })

  test('the order in which hours become known changes nothing, and the band is that of the rounded index', () => {
    fc.assert(
      fc.property(hours, hours, fc.nat(), (pm25, o3, seed) => {
        const rows = Array.from({ length: 31 }, (_, at): HourStats => {
          const stats: Record<string, { count: number; mean: number }> = {}
          if (pm25[at] !== undefined) stats['pm25'] = { count: 12, mean: pm25[at] }
          if (o3[at] !== undefined) stats['o3'] = { count: 12, mean: o3[at] }
          return { time: span.from + at * hourMs, stats }
        })
        const shuffled = rows.toSorted(
          (a, b) => (((a.time / hourMs) * 7919 + seed) % 31) - (((b.time / hourMs) * 7919 + seed) % 31),
        )
        const result = dailyAqiAt(hourTrackOf(span, rows, 300), day)
        expect(dailyAqiAt(hourTrackOf(span, shuffled, 300), day)).toEqual(result)
        expect(result.band).toBe(result.aqi === null ? null : bandOf(result.aqi))
      }),
    )
  })
})
