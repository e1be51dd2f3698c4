import { expect, test } from 'vitest'
import { stationLimits } from './stationLimits.ts'
import { parseQualityProfile } from './parseQualityProfile.ts'

const stations = new Map([
  ['WL-03', { domain: 'water' as const }],
  ['TL-01', { domain: 'water' as const }],
])
const parse = (content: unknown) => parseQualityProfile('quality.yaml', content, stations)

test('without a file the limits are those of the reference', () => {
  const limits = stationLimits({ id: 'WL-03', domain: 'water' }, parse(null))
  expect(limits.get('water_level')).toMatchObject({ fail: [4, 8], suspect: [5.2, 6.3], spike: 0.05 })
  expect(limits.get('ph')).toMatchObject({ step: { suspect: 0.5, fail: 1.5 } })
})

test('a river has its own level, a city its own step, a null makes no test', () => {
  const profile = parse({
    domains: { water: { ph: { step: { suspect: 0.4, fail: 1 } } } },
    stations: { 'TL-01': { level: { fail: [0, 7], suspect: [1, 5], spike: null } } },
  })
  const river = stationLimits({ id: 'TL-01', domain: 'water' }, profile)
  expect(river.get('water_level')).toMatchObject({ fail: [0, 7], suspect: [1, 5], spike: null })
  expect(river.get('ph')).toMatchObject({ step: { suspect: 0.4, fail: 1 }, spike: 0.4 })
  const lake = stationLimits({ id: 'WL-03', domain: 'water' }, profile)
  expect(lake.get('water_level')).toMatchObject({ fail: [4, 8] })
})

test.each([
  [{ stations: { 'XX-1': {} } }, 'stations.XX-1: the profile has no such station'],
  [
    { stations: { 'WL-03': { pm25: { spike: 3 } } } },
    'stations.WL-03.pm25: water stations have no such parameter',
  ],
  [{ domains: { water: { ph: { spyke: 3 } } } }, 'Unrecognized key: "spyke"'],
  [{ domains: { water: { ph: { fail: [9, 3] } } } }, 'the first must be below the second'],
  [{ domains: { water: { ph: { step: { suspect: 3, fail: 1 } } } } }, 'suspect must not be above fail'],
  [
    { domains: { water: { ph: { fail: [6, 9] } } } },
    'domains.water.ph: the suspect range 5.5 … 10 reaches beyond 6 … 9',
  ],
  [['pm25'], 'expected object'],
])('refuses %j and says why', (content, fault) => {
  expect(() => parse(content)).toThrow(fault)
  expect(() => parse(content)).toThrow('quality.yaml')
})
