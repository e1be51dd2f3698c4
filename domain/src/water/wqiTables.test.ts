import { describe, expect, it } from 'vitest'
import { wqiBandOf } from './wqiBands.ts'
import { wqiParameters, wqiSubIndex, wqiTables, type WqiParameter, type WqiTable } from './wqiTables.ts'

/** Concentration → sub-index, environment.md 2.2 and the edges of 2.5. */
const edges: Readonly<Record<WqiParameter, string>> = {
  ph: '5.49→10 5.5→50 5.75→75 6→100 8.5→100 8.75→75 9→50 9.01→10',
  aldrin: '0.1→100 0.101→10',
  bhc: '0.02→100 0.0201→10',
  dieldrin: '0.1→100 0.11→10',
  ddts: '1→100 1.01→10',
  heptachlor: '0.2→100 0.21→10',
  as: '0.01→100 0.02→75 0.05→50 0.1→25 0.1001→10',
  cd: '0.00499→100 0.005→75 0.008→50 0.01→25 0.1→10 0.2→10',
  pb: '0.0199→100 0.02→75 0.04→50 0.05→25 0.5→10',
  cr6: '0.01→100 0.02→75 0.04→50 0.05→25 0.1→10',
  cu: '0.1→100 0.2→75 0.5→50 1→25 2→10',
  zn: '0.5→100 1→75 1.5→50 2→25 3→10',
  hg: '0.00099→100 0.001→75 0.0015→50 0.002→25 0.01→10',
  do_sat: '19.99→10 20→25 50→50 75→75 88→100 112→100 125→75 150→50 200→25 200.1→10',
  bod5: '0→100 4→100 6→75 15→50 25→25 50→10 80→10',
  cod: '10→100 15→75 30→50 50→25 150→10',
  toc: '4→100 6→75 15→50 25→25 50→10',
  nh4n: '0.2999→100 0.3→75 0.6→50 0.9→25 5→10 5.1→10',
  no3n: '2→100 5→75 10→50 15→25 15.1→10',
  no2n: '0.05→100 0.0501→10',
  po4p: '0.1→100 0.2→75 0.3→50 0.5→25 4→10 9→10',
  coliform: '2500→100 5000→75 7500→50 10000→25 10001→10',
  ecoli: '20→100 50→75 100→50 200→25 201→10',
}

describe('sub-indices', () => {
  it.each(wqiParameters)('of %s are those of the tables', (parameter) => {
    for (const edge of edges[parameter].split(' ')) {
      const [value, expected] = edge.split('→').map(Number)
      expect(wqiSubIndex(parameter, value!), edge).toBeCloseTo(expected!, 9)
    }
  })

  it('are met by means that carry the noise of a sum', () => {
    const mean = Array.from({ length: 12 }, () => 0.3).reduce((sum, one) => sum + one, 0) / 12
    expect(mean).not.toBe(0.3)
    expect(wqiSubIndex('nh4n', mean)).toBe(75)
  })

  const steps = (table: WqiTable) => {
    const last = table.knots.at(-1)![0]
    return Array.from({ length: 400 }, (_, at) => (last * 1.3 * at) / 400)
  }

  it('more of a substance never raises its sub-index, and none leaves 10 … 100', () => {
    for (const parameter of wqiParameters) {
      const values = steps(wqiTables[parameter]).map((one) => wqiSubIndex(parameter, one))
      expect(Math.min(...values), parameter).toBeGreaterThanOrEqual(10)
      expect(Math.max(...values), parameter).toBeLessThanOrEqual(100)
      if (parameter === 'ph' || parameter === 'do_sat') continue
      for (const [at, value] of values.entries())
        if (at > 0) expect(value, `${parameter} ${at}`).toBeLessThanOrEqual(values[at - 1]!)
    }
  })

  it('pH and DO saturation rise to their plateau and fall after it', () => {
    for (const [parameter, plateau] of [
      ['ph', [6, 8.5]],
      ['do_sat', [88, 112]],
    ] as const) {
      const range = steps(wqiTables[parameter])
      for (const [at, one] of range.entries()) {
        if (at === 0) continue
        const [before, now] = [wqiSubIndex(parameter, range[at - 1]!), wqiSubIndex(parameter, one)]
        if (one <= plateau[0]) expect(now).toBeGreaterThanOrEqual(before)
        if (range[at - 1]! >= plateau[1]) expect(now).toBeLessThanOrEqual(before)
      }
    }
  })
})

it('the rounded index decides the band', () => {
  expect([100, 91, 90, 76, 75, 51, 50, 26, 25, 10, 9, 0].map((wqi) => wqiBandOf(wqi).vi)).toEqual([
    ...['Rất tốt', 'Rất tốt', 'Tốt', 'Tốt', 'Trung bình', 'Trung bình'],
    ...['Xấu', 'Xấu', 'Kém', 'Kém', 'Ô nhiễm rất nặng', 'Ô nhiễm rất nặng'],
  ])
})
