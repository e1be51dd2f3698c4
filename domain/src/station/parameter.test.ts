import { expect, it } from 'vitest'
import { judgeRange } from '../quality/judgeRange.ts'
import { domains } from './station.ts'
import { findParameter, parametersOf, parameterSpelling } from './parameter.ts'

it('knows the spellings of Circular 10/2021 and of station software (environment.md 4.5)', () => {
  const spellings = {
    ...{ TP: 'tp', TN: 'tn', TOC: 'toc', 'NH4-N': 'nh4n', Amoni: 'nh4n', 'N-NH4': 'nh4n', 'Cr6+': 'cr6' },
    ...{
      'Độ đục': 'turbidity',
      MN: 'water_level',
      Flowin: 'flow',
      'Chlorophyll-a': 'chla',
      'E. coli': 'ecoli',
    },
  }
  for (const [spelling, id] of Object.entries(spellings))
    expect(findParameter('water', spelling)?.id, spelling).toBe(id)
})

it('gives no spelling to two parameters of one domain', () => {
  for (const domain of domains) {
    const names = parametersOf(domain).flatMap(({ id, aliases }) => [id, ...aliases].map(parameterSpelling))
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  }
})

// environment.md 7.3
it('judges total P, total N, DO saturation and coliforms by their gross ranges', () => {
  const judged = (id: string, value: number) => judgeRange(findParameter('water', id)!, value)
  expect([judged('tp', 2), judged('tp', 2.1), judged('tp', 20.1)]).toEqual([1, 3, 4])
  expect([judged('tn', 20), judged('tn', 20.1), judged('tn', 101)]).toEqual([1, 3, 4])
  expect([judged('do_sat', 220), judged('do_sat', 221), judged('do_sat', 301)]).toEqual([1, 3, 4])
  // The demo file of a Hanoi station carries NO3-N 253 mg/L with status 00.
  expect(judged('no3n', 253)).toBe(4)
})
