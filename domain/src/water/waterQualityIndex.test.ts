import { describe, expect, it, test } from 'vitest'
import { saturatedDo } from './doSaturation.ts'
import { waterQualityIndex } from './waterQualityIndex.ts'
import type { WqiParameter } from './wqiTables.ts'

/* Worked examples and edges of environment.md 2.2, 2.4 and 2.5. */

const bloom = {
  ...{ ph: 8.8, do: 11.9, temp: 31, bod5: 14, cod: 32, toc: 11, nh4n: 0.45, no3n: 0.6, no2n: 0.03 },
  ...{ po4p: 0.16, coliform: 6200, ecoli: 64 },
}
const anoxic = {
  ph: 7.1,
  do: 1.4,
  temp: 29,
  bod5: 38,
  cod: 78,
  nh4n: 6.2,
  no2n: 0.21,
  po4p: 0.9,
  coliform: 24000,
}
const metals = {
  ...{ ph: 7.9, as: 0.015, cd: 0.004, pb: 0.03, cu: 0.08, zn: 0.7 },
  ...{ do: 6.2, temp: 27, cod: 18, nh4n: 0.28, po4p: 0.12, coliform: 2500 },
}
const weighted = { formula: 'weighted', requiredGroups: [] } as const

describe('worked examples', () => {
  test('W1: all clean is 100, Rất tốt', () => {
    const result = waterQualityIndex({
      ...{ ph: 7.4, do: 7.6, temp: 25, bod5: 3.8, cod: 9.5, nh4n: 0.12, po4p: 0.06, no3n: 1.1, no2n: 0.02 },
      ...{ coliform: 1800, ecoli: 18 },
    })
    expect(result).toMatchObject({ wqi: 100, band: 'wqi_very_good', official: true })
    expect(result.doSaturation?.percent).toBeCloseTo(92.96, 2)
    expect(Object.values(result.subIndices).every((one) => one === 100)).toBe(true)
  })

  test('W2: a lake in bloom is 47, Xấu', () => {
    const { subIndices, groups, unrounded, doSaturation, ...result } = waterQualityIndex(bloom)
    expect(result).toMatchObject({ wqi: 47, band: 'wqi_bad', official: true, missingGroups: ['II', 'III'] })
    expect(doSaturation?.saturated).toBeCloseTo(7.2976, 4)
    expect(doSaturation?.percent).toBeCloseTo(163.07, 2)
    const expected = {
      ph: 70,
      do_sat: 43.466,
      bod5: 52.778,
      cod: 47.5,
      toc: 61.111,
      nh4n: 62.5,
      no3n: 100,
      no2n: 100,
      po4p: 85,
      coliform: 63,
      ecoli: 68,
    }
    expect(Object.keys(subIndices).toSorted()).toEqual(Object.keys(expected).toSorted())
    for (const [parameter, value] of Object.entries(expected))
      expect(subIndices[parameter as WqiParameter], parameter).toBeCloseTo(value, 2)
    expect(groups.IV?.value).toBeCloseTo(69.0444, 3)
    expect(groups.V?.value).toBeCloseTo(65.5, 6)
    expect(unrounded).toBeCloseTo(47.07, 2)
    expect(waterQualityIndex(bloom, weighted).unrounded).toBeCloseTo(47.49, 2)
  })

  test('W3: anoxic water is 12, Kém; the weighted variant gives 13', () => {
    const { subIndices, groups, ...result } = waterQualityIndex(anoxic)
    expect(result).toMatchObject({ wqi: 12, band: 'wqi_poor', official: true })
    expect(subIndices).toMatchObject({ do_sat: 10, nh4n: 10, no2n: 10, coliform: 10 })
    expect(subIndices.bod5).toBeCloseTo(17.2, 6)
    expect(subIndices.cod).toBeCloseTo(20.8, 6)
    expect(subIndices.po4p).toBeCloseTo(23.286, 3)
    expect(groups.IV?.value).toBeCloseTo(15.2143, 4)
    expect(result.unrounded).toBeCloseTo(12.33, 2)
    expect(waterQualityIndex(anoxic, weighted)).toMatchObject({ wqi: 13 })
  })

  test('W4: metals lower it to 81, Tốt; the weighted variant gives 79', () => {
    const { subIndices, groups, ...result } = waterQualityIndex(metals)
    expect(result).toMatchObject({ wqi: 81, band: 'wqi_good', official: true, missingGroups: ['II'] })
    expect(subIndices).toMatchObject({ cd: 100, cu: 100, nh4n: 100, coliform: 100 })
    for (const [parameter, value] of Object.entries({
      as: 87.5,
      pb: 62.5,
      zn: 90,
      do_sat: 82.257,
      cod: 70,
      po4p: 95,
    }))
      expect(subIndices[parameter as WqiParameter], parameter).toBeCloseTo(value, 2)
    expect((groups.III?.value ?? 0) / 100).toBeCloseTo(0.86781, 5)
    expect(groups.IV?.value).toBeCloseTo(86.8142, 3)
    expect(result.unrounded).toBeCloseTo(80.86, 2)
    expect(waterQualityIndex(metals, weighted)).toMatchObject({ wqi: 79 })
  })

  test('W5: an automatic station has two groups: 82, provisional', () => {
    const result = waterQualityIndex({
      ph: 8.2,
      do: 6.9,
      temp: 30.5,
      cod: 21,
      toc: 8.4,
      nh4n: 0.3,
      no3n: 0.8,
    })
    expect(result).toMatchObject({ wqi: 82, official: false, missingGroups: ['II', 'III', 'V'] })
    expect(result.subIndices).toMatchObject({ ph: 100, do_sat: 100, cod: 65, nh4n: 75, no3n: 100 })
    expect(result.subIndices.toc).toBeCloseTo(68.333, 3)
    expect(result.unrounded).toBeCloseTo(81.6667, 4)
  })

  test('W6: one pesticide above its limit makes 30, Xấu', () => {
    const result = waterQualityIndex({
      ...{ ph: 7, aldrin: 0.1, dieldrin: 0.11, do: 7, temp: 24, cod: 12, bod5: 5, po4p: 0.1, coliform: 3000 },
    })
    expect(result).toMatchObject({ wqi: 30, band: 'wqi_bad', official: true })
    expect((result.groups.II?.value ?? 0) / 100).toBeCloseTo(0.316228, 6)
    expect(result.groups.IV?.value).toBeCloseTo(92.4468, 3)
    expect(result.unrounded).toBeCloseTo(29.64, 2)
  })

  test('W7: pH out of range makes 8, Ô nhiễm rất nặng', () => {
    const result = waterQualityIndex({
      ph: 9.3,
      do: 8.4,
      temp: 28,
      bod5: 8,
      cod: 22,
      nh4n: 0.1,
      coliform: 4000,
    })
    expect(result).toMatchObject({ wqi: 8, band: 'wqi_very_heavily_polluted', official: true, lowest: 'ph' })
    expect(result.groups.IV?.value).toBeCloseTo(83.1944, 4)
    expect(result.unrounded).toBeCloseTo(8.41, 2)
  })
})

test('DO saturation has the check values', () => {
  const checks = { 10: 11.271, 15: 10.034, 20: 9.022, 25: 8.176, 28: 7.723, 30: 7.437, 32: 7.159, 35: 6.749 }
  for (const [temp, value] of Object.entries(checks)) expect(saturatedDo(Number(temp))).toBeCloseTo(value, 3)
})

describe('rules', () => {
  const organic = { do: 7.5, temp: 25, cod: 9, bod5: 3 }

  it('group IV is compulsory, with three parameters', () => {
    expect(waterQualityIndex({ ph: 7, coliform: 100, as: 0.001, do: 7, temp: 25, cod: 9 })).toMatchObject({
      ...{ wqi: null, band: null, official: false, unrounded: null },
    })
    expect(waterQualityIndex({ ph: 7, coliform: 100, ...organic })).toMatchObject({
      wqi: 100,
      official: true,
    })
  })

  it('DO without temperature has no sub-index; % that the station reports stands in', () => {
    expect(waterQualityIndex({ do: 7 }).subIndices).toEqual({})
    expect(waterQualityIndex({ do: 7, do_sat: 125 }).subIndices).toEqual({ do_sat: 75 })
    expect(waterQualityIndex({ do: 8.176, temp: 25, do_sat: 125 }).subIndices).toEqual({ do_sat: 100 })
  })

  it('a group that the city requires makes the value provisional while it is missing', () => {
    const rules = { formula: 'unweighted', requiredGroups: ['III'] } as const
    expect(waterQualityIndex({ ph: 7, coliform: 100, ...organic }, rules).official).toBe(false)
    expect(waterQualityIndex({ ph: 7, coliform: 100, as: 0.001, ...organic }, rules).official).toBe(true)
  })

  it('turbidity and TSS are no part of it', () => {
    const without = waterQualityIndex(bloom)
    expect(waterQualityIndex({ ...bloom, turbidity: 300, tss: 200 })).toEqual(without)
  })

  it('the method names decision and variant', () => {
    expect(waterQualityIndex(bloom).method).toBe('VN_WQI 1460/QĐ-TCMT 2019, v1')
    expect(waterQualityIndex(bloom, weighted).method).toBe('VN_WQI 1460/QĐ-TCMT 2019, v1, weighted')
  })
})

describe('properties', () => {
  it('the index never rises with more COD, and the order of what was measured does not matter', () => {
    const forwards = Object.entries(bloom)
    expect(waterQualityIndex(Object.fromEntries(forwards.toReversed()))).toEqual(waterQualityIndex(bloom))
    let before = 101
    for (let cod = 0; cod < 200; cod += 2) {
      const { unrounded } = waterQualityIndex({ ...bloom, cod })
      expect(unrounded).toBeLessThanOrEqual(before)
      before = unrounded!
    }
  })
})
