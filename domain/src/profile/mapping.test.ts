import { expect, test } from 'vitest'
import type { Station } from '../station/station.ts'
import { mapping, mappingFault, type Mapping } from './mapping.ts'

const base = { name: { vi: '', en: '' }, lat: 21, lon: 105.8, intervalS: 300, owner: '', kind: '' }
const stations = new Map<string, Station>(
  (['air/AQ-01', 'air/AQ-02', 'rain/RG-01'] as const).map((text) => {
    const [domain, id] = text.split('/') as ['air' | 'rain', string]
    return [id, { ...base, id, domain, parameters: [], positionQuality: '' }]
  }),
)
const one = (kind: Mapping['kind'], from: string, to: string, domain: Mapping['domain'] = null): Mapping => ({
  ...{ kind, from, to, domain },
})
const faultOf = (given: Mapping, others: Mapping[] = []) => mappingFault(given, stations, others)

test.each([
  one('station', 'AQ_1', 'AQ-01'),
  one('station', 'AQ_1', 'AQ-01', 'air'),
  one('station', '<script>alert(1)</script>', 'AQ-01'),
  one('parameter', 'Bụi mịn', 'pm25'),
  one('parameter', 'nhiet do', 'temp'),
  one('parameter', 'depth', 'water_level', 'water'),
  one('unit', 'microgram/m3', 'ug/m3'),
  one('unit', 'pH', '-'),
])('$kind $from → $to can be taken', (given) => {
  expect(faultOf(given)).toBeUndefined()
})

test.each([
  ['unknown_target', one('station', 'AQ_1', 'AQ-99')],
  ['unknown_target', one('station', 'AQ_1', 'AQ-01', 'rain')],
  ['unknown_target', one('parameter', 'dust', 'gold')],
  ['unknown_target', one('parameter', 'dust', 'pm25', 'water')],
  ['unknown_target', one('unit', 'x', 'constructor')],
  ['already_known', one('station', 'AQ-02', 'AQ-01')],
  ['already_known', one('station', 'RG-01', 'AQ-01')],
  ['already_known', one('parameter', 'PM10', 'pm25')],
  ['already_known', one('parameter', 'pm2.5', 'pm10', 'air')],
  ['already_known', one('unit', 'mg / m³', 'ug/m3')],
  ['bad_name', one('station', '  ', 'AQ-01')],
  ['bad_name', one('station', 'AQ\u0000', 'AQ-01')],
])('%s: $kind $from → $to', (fault, given) => {
  expect(faultOf(given)).toBe(fault)
})

test('a name has one meaning in a domain, and may have another in another', () => {
  const air = one('station', 'S1', 'AQ-01', 'air')
  expect(faultOf(one('station', 'S1', 'AQ-02', 'air'), [air])).toBe('mapped_already')
  expect(faultOf(one('station', 'S1', 'AQ-02'), [air])).toBe('mapped_already')
  expect(faultOf(one('station', 'S1', 'RG-01', 'rain'), [air])).toBeUndefined()
  expect(faultOf(air, [air])).toBeUndefined()
  const dust = one('parameter', 'Dust', 'pm25')
  expect(faultOf(one('parameter', ' dust', 'pm10'), [dust])).toBe('mapped_already')
})

test('chains and circles cannot be: a target is real, and what is real is never renamed', () => {
  const first = one('station', 'A', 'AQ-01')
  expect(faultOf(one('station', 'B', 'A'), [first])).toBe('unknown_target')
  expect(faultOf(one('station', 'AQ-01', 'A'), [first])).toBe('unknown_target')
  expect(faultOf(one('station', 'AQ-01', 'AQ-01'), [first])).toBe('already_known')
})

test('names of 10 kB, other kinds and other fields are no mapping', () => {
  const good = { kind: 'station', from: 'a', to: 'AQ-01' }
  expect(mapping.parse(good)).toEqual({ ...good, domain: null })
  for (const bad of [{ from: 'x'.repeat(10_240) }, { to: 'x'.repeat(10_240) }, { kind: 'city' }, { more: 1 }])
    expect(mapping.safeParse({ ...good, ...bad }).success).toBe(false)
})
