import { describe, expect, it } from 'vitest'
import { classifyWater, surfaceValidFromMs } from './classifyWater.ts'
import { explainClasses } from './explainClasses.ts'
import { classLimits } from './surfaceLimits.ts'

/** Classes in the order of the means given. */
function classesOf(means: Record<string, number>): string {
  const { parameters } = classifyWater('lake', means)
  const byId = new Map(parameters.map((one) => [one.parameter, one.class]))
  return Object.keys(means)
    .map((id) => byId.get(id) ?? '-')
    .join(' ')
}

describe('worked examples of environment.md 3.2, lake table', () => {
  it('only pH is A: the lake is B', () => {
    const means = { ph: 7.6, bod5: 5.2, cod: 13, tss: 12, do: 5.6, tp: 0.18, tn: 1.2, chla: 28 }
    expect(classesOf(means)).toBe('A B B B B B B B')
    expect(classifyWater('lake', means)).toMatchObject({
      ...{ overall: 'B', deciding: ['bod5', 'cod', 'tss', 'do', 'tp', 'tn', 'chla'] },
    })
  })

  it('a bloom is D', () => {
    const means = { ph: 8.8, bod5: 14, cod: 32, toc: 11, tss: 26.4, do: 11.9, tp: 0.22, tn: 1.7, chla: 58.6 }
    expect(classesOf(means)).toBe('D D D D C A B C C')
    const result = classifyWater('lake', means)
    expect(result).toMatchObject({ overall: 'D', deciding: ['ph', 'bod5', 'cod', 'toc'] })
    expect(explainClasses('lake', result).vi).toContain('mức D, do pH, BOD₅, COD, TOC')
  })

  it('a poor lake is C', () => {
    const means = { ph: 6.3, bod5: 9, cod: 19, tss: 14, do: 4.2, tp: 0.3, tn: 1.5 }
    expect(classesOf(means)).toBe('B C C B C B B')
    expect(classifyWater('lake', means)).toMatchObject({ overall: 'C', deciding: ['bod5', 'cod', 'do'] })
  })
})

it('oxygen below 2 mg/L is below class D, and exactly 2 is D', () => {
  expect(classifyWater('lake', { do: 2 })).toMatchObject({ overall: 'D' })
  const result = classifyWater('lake', { do: 1.99, ph: 9.9 })
  expect(result).toMatchObject({ overall: 'below_D', deciding: ['do'] })
  expect(explainClasses('lake', result)).toMatchObject({ vi: expect.stringContaining('dưới mức D') })
})

it('rivers and lakes differ in TSS, and only lakes have chlorophyll-a', () => {
  const means = { tss: 20, chla: 80 }
  expect(classifyWater('river', means).parameters.map((one) => [one.parameter, one.class])).toEqual([
    ['tss', 'A'],
  ])
  expect(classesOf(means)).toBe('C D')
})

it('every limit says how well it is verified', () => {
  const { parameters } = classifyWater('lake', { chla: 20, cod: 9 })
  expect(parameters.map(({ parameter, mark }) => [parameter, mark])).toEqual([
    ['cod', 'V2'],
    ['chla', 'U'],
  ])
  for (const body of ['lake', 'river'] as const)
    for (const { marks } of classLimits[body])
      expect(Object.values(marks).every((one) => ['V', 'V2', 'U', 'P'].includes(one))).toBe(true)
})

// QCVN 08:2023 Table 1: nitrite 0.05, ammonium 0.3, lead 0.02 mg/L as N.
it('maxima for health are exceeded above the limit only', () => {
  const { maxima } = classifyWater('lake', { nh4n: 0.3, no2n: 0.051, pb: 0.021, bhc: 0.02 })
  expect(Object.fromEntries(maxima.map((one) => [one.parameter, one.exceeded]))).toEqual({
    ...{ no2n: true, nh4n: false, pb: true, bhc: false },
  })
})

it('nothing measured has no class', () => {
  expect(classifyWater('lake', {})).toMatchObject({ overall: null, deciding: [], parameters: [] })
})

it('holds from the first moment of 12 September 2023 in Hanoi', () => {
  expect(new Date(surfaceValidFromMs).toISOString()).toBe('2023-09-11T17:00:00.000Z')
})

it('a worse mean never gets a better class', () => {
  const order = ['A', 'B', 'C', 'D', 'below_D']
  for (const body of ['lake', 'river'] as const)
    for (const { parameter, limits } of classLimits[body]) {
      if (limits.kind === 'within') continue
      const values = Array.from({ length: 300 }, (_, at) => (limits.A * 12 * at) / 300)
      if (limits.kind === 'atLeast') values.reverse()
      const classes = values.map((one) => order.indexOf(classifyWater(body, { [parameter]: one }).overall!))
      expect(classes, parameter).toEqual(classes.toSorted((a, b) => a - b))
    }
})
