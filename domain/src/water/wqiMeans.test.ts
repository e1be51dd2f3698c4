import { describe, expect, it } from 'vitest'
import { explainWqi, whyProvisional, wqiFormulaText } from './explainWqi.ts'
import { waterQualityIndex } from './waterQualityIndex.ts'
import { wqiMeansOfDay, wqiMeansOfHour, type ValueStats } from './wqiMeans.ts'

const hour = 3_600_000
const hourOf = (stats: Record<string, ValueStats>, time = 0) => ({ time, stats })

describe('means of an hour', () => {
  // A station with an interval of 600 s promises 6 values: 75 % are 4.5.
  it('need 75 % of what the interval promises, and say what is left out', () => {
    const hourly = hourOf({ ph: { count: 5, mean: 7.5 }, cod: { count: 4, mean: 20 } })
    expect(wqiMeansOfHour(hourly, 600)).toEqual({
      ...{ means: { ph: 7.5 }, readings: { ph: 5 } },
      leftOut: [{ parameter: 'cod', count: 4, needed: 5, unit: 'readings' }],
    })
  })

  it('rest on values flagged 1 alone', () => {
    const mixed = hourOf({ ph: { count: 6, mean: 8, good: { count: 5, mean: 7 } } })
    expect(wqiMeansOfHour(mixed, 600).means).toEqual({ ph: 7 })
    const raw = hourOf({ ph: { count: 6, mean: 8, good: { count: 3, mean: 7 } } })
    expect(wqiMeansOfHour(raw, 600).means).toEqual({})
  })

  it('name what the station should report and has nothing usable of', () => {
    expect(wqiMeansOfHour(undefined, 600, ['ph', 'tss']).leftOut).toEqual([
      { parameter: 'ph', count: 0, needed: 5, unit: 'readings' },
    ])
    expect(wqiMeansOfDay([], 600, ['ph', 'bod5']).leftOut).toEqual([
      { parameter: 'ph', count: 0, needed: 18, unit: 'hours' },
      { parameter: 'bod5', count: 0, needed: 1, unit: 'hours' },
    ])
  })

  it('take one laboratory sample for its hour', () => {
    const sampled = hourOf({
      coliform: { count: 1, mean: 4100 },
      bod5: { count: 1, mean: 8 },
      as: { count: 1, mean: 0.01 },
    })
    expect(wqiMeansOfHour(sampled, 600).means).toEqual({ bod5: 8, as: 0.01, coliform: 4100 })
  })
})

describe('means of a day', () => {
  const day = (count: number, mean: (at: number) => number) =>
    Array.from({ length: count }, (_, at) => hourOf({ ph: { count: 6, mean: mean(at) } }, at * hour))

  it('need 18 of 24 complete hours', () => {
    expect(
      wqiMeansOfDay(
        day(18, () => 7),
        600,
      ),
    ).toMatchObject({ means: { ph: 7 }, readings: { ph: 108 } })
    expect(
      wqiMeansOfDay(
        day(17, () => 7),
        600,
      ),
    ).toMatchObject({
      ...{ means: {}, leftOut: [{ parameter: 'ph', count: 17, needed: 18, unit: 'hours' }] },
    })
  })

  it('are of hours, each with the same weight, in whatever order they come', () => {
    const hours = day(24, (at) => 7 + at / 24)
    hours[0] = hourOf({ ph: { count: 60, mean: 7 } }, 0)
    const means = wqiMeansOfDay(hours, 600)
    expect(means.means.ph).toBeCloseTo(7 + 11.5 / 24, 9)
    expect(wqiMeansOfDay(hours.toReversed(), 600)).toEqual(means)
  })

  it('take all samples of the day', () => {
    const hours = [
      hourOf({ coliform: { count: 1, mean: 1000 } }),
      hourOf({ coliform: { count: 3, mean: 5000 } }, hour),
    ]
    expect(wqiMeansOfDay(hours, 600)).toMatchObject({ means: { coliform: 4000 }, readings: { coliform: 4 } })
  })
})

describe('the index explains itself', () => {
  const automatic = waterQualityIndex({
    ph: 8.2,
    do: 6.9,
    temp: 30.5,
    cod: 21,
    toc: 8.4,
    nh4n: 0.3,
    no3n: 0.8,
  })

  it('with the formula and its numbers', () => {
    // environment.md 2.5, W2.
    const bloom = waterQualityIndex({
      ...{ ph: 8.8, do: 11.9, temp: 31, bod5: 14, cod: 32, toc: 11, nh4n: 0.45, no3n: 0.6, no2n: 0.03 },
      ...{ po4p: 0.16, coliform: 6200, ecoli: 64 },
    })
    expect(wqiFormulaText(bloom)).toEqual({
      vi: 'WQI = P_I × √(IV × V) = 0,7000 × √(69,04 × 65,50) = 47,07 → 47',
      en: 'WQI = P_I × √(IV × V) = 0.7000 × √(69.04 × 65.50) = 47.07 → 47',
    })
    expect(wqiFormulaText(automatic).en).toBe('WQI = P_I × IV = 1.0000 × 81.67 = 81.67 → 82')
    expect(explainWqi(bloom).vi).toBe(
      'VN_WQI 47 (Xấu): thấp nhất là Oxy hòa tan, % bão hòa (43,5); QĐ 1460/QĐ-TCMT.',
    )
  })

  it('a provisional value is never named VN_WQI and lists the missing groups', () => {
    expect(explainWqi(automatic).vi).toMatch(
      /^WQI 82 \(Tốt\): .* Tạm tính, chưa đủ nhóm thông số: có 2 nhóm, cần ít nhất 3; thiếu II \(thuốc bảo vệ thực vật\), III \(kim loại nặng\), V \(vi sinh\)\.$/,
    )
    expect(explainWqi(automatic).en).toContain('Provisional')
  })

  it('without three parameters of group IV it says so', () => {
    expect(whyProvisional(waterQualityIndex({ ph: 7, cod: 10 }))?.en).toBe(
      'Not computed: group IV (organic and nutrients) needs at least 3 parameters and has 1 (Decision 1460/QĐ-TCMT).',
    )
  })
})
