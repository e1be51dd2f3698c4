import { describe, expect, test } from 'vitest'
import { hourMs } from '../time/hanoiTime.ts'
import { compareDay, compareHour } from './airComparison.ts'
import { dailyAqi } from './dailyAqi.ts'
import { explainDay, formulaOfDay } from './explainDay.ts'
import { explainHour, formulaOfHour } from './explainHour.ts'
import { healthAdvice } from './healthAdvice.ts'
import { hourlyAqi } from './hourlyAqi.ts'
import { hourTrackOf } from './hourTrack.ts'

const gap = undefined

describe('an hour in words', () => {
  // environment.md 1.10, A2: NowCast 95.9987 → 161.43 → 161.
  const result = hourlyAqi({ pm25: [120, gap, 60, 40, 35, 30, 28, 26, 25, 25, 26, 28], no2: [80] })

  test('says decision, sub-indices, hours used and missing, weight and document, in both languages', () => {
    expect(explainHour(result)).toEqual({
      vi:
        'VN_AQI = 161 (Xấu): lớn nhất trong các AQI thông số PM2.5 161, NO₂ 40; thông số chính PM2.5. ' +
        'PM2.5: NowCast 96,0 µg/m³ từ 11/12 giờ, w = 0,50, thiếu giờ −1; NO₂: trung bình 1 giờ 80,0 µg/m³. ' +
        'Theo QĐ 1459/QĐ-TCMT (12/11/2019).',
      en:
        'VN_AQI = 161 (Bad): the largest of the sub-indices PM2.5 161, NO₂ 40; main pollutant PM2.5. ' +
        'PM2.5: NowCast 96.0 µg/m³ of 11/12 hours, w = 0.50, missing hours −1; NO₂: mean of the hour 80.0 µg/m³. ' +
        'By Decision 1459/QĐ-TCMT (12 Nov 2019).',
    })
  })

  test('gives the formula with its numbers', () => {
    expect(formulaOfHour(result).en).toBe(
      'NowCast = Σ wⁱ⁻¹·cᵢ / Σ wⁱ⁻¹ (i = 1…12), w = max(Cmin / Cmax, 1/2); ' +
        'PM2.5: (200 − 150) / (150 − 80) × (96.0 − 80) + 150 = 161.43 → 161; ' +
        'NO₂: (50 − 0) / (100 − 0) × (80.0 − 0) + 0 = 40.00 → 40; VN_AQI = max = 161',
    )
  })

  // A5: no PM; O3 105 as sub-index only.
  test('says why there is none and what is known of gases', () => {
    const none = hourlyAqi({ pm25: [gap, gap, 58, 50, 50], o3: [210], no2: [90] })
    expect(explainHour(none).en).toBe(
      'No VN_AQI: PM2.5 or PM10 needs at least 2 of the last 3 hours (PM2.5 1/3). Sub-index only: O₃ 105, NO₂ 45. ' +
        'O₃: mean of the hour 210.0 µg/m³; NO₂: mean of the hour 90.0 µg/m³. By Decision 1459/QĐ-TCMT (12 Nov 2019).',
    )
  })

  test('says what is beyond the table', () => {
    expect(explainHour(hourlyAqi({ pm25: Array<number>(12).fill(620) })).en).toContain(
      'PM2.5 beyond the table: kept at 500.',
    )
  })
})

test('a day in words: D2, where the 8-hour mean of ozone does not count', () => {
  const result = dailyAqi({ pm25: 31, o3: 640, o3_8h: 415 })
  expect(explainDay(result).en).toContain('VN_AQI = 260 (Very bad)')
  expect(explainDay(result).en).toContain('only the 1-hour mean counts')
  expect(explainDay(result).vi).toContain('trung bình 8 giờ lớn nhất 415,0 µg/m³')
  expect(formulaOfDay(result).vi).toContain(
    'O₃: (300 − 200) / (800 − 400) × (640,0 − 400) + 200 = 260,00 → 260',
  )
})

test('what stands beside an index: limits of the day, US AQI, WHO guidelines', () => {
  const day = Date.parse('2026-02-28T17:00:00Z')
  const span = { from: day - 7 * hourMs, to: day + 24 * hourMs }
  const rows = Array.from({ length: 31 }, (_, at) => ({
    time: span.from + at * hourMs,
    stats: { pm25: { count: 12, mean: 48 }, o3: { count: 12, mean: 130 } },
  }))
  const track = hourTrackOf(span, rows, 300)
  const { limits, us, who } = compareDay(track, day)
  expect(
    limits.map(({ limit, value, exceeded }) => [limit.parameter, limit.window, limit.limit, value, exceeded]),
  ).toEqual([
    ['pm25', '24h', 45, 48, true],
    ['o3', '1h', 200, 130, false],
    ['o3', '8h', 120, 130, true],
  ])
  // 130 µg/m³ = 66 ppb of 55–70: 51 + 49·11/15 = 86.9; PM2.5 48: 101 + 49·12.5/19.9 = 131.8.
  expect(us).toMatchObject({ value: 132, main: 'pm25', subIndices: { o3: 87 } })
  expect(who.pm25).toEqual({ window: '24h', guideline: 15, value: 48, ratio: 3.2 })
  expect(who.o3?.ratio).toBeCloseTo(1.3, 10)
  expect(compareHour(track, day).limits.map(({ limit }) => `${limit.parameter} ${limit.window}`)).toEqual([
    'o3 1h',
    'o3 8h',
  ])
})

test('every band has advice in both languages', () => {
  for (const { effect, general, sensitive } of Object.values(healthAdvice))
    for (const { vi, en } of [effect, general, sensitive]) expect(vi.length * en.length).toBeGreaterThan(0)
})
