import { expect, test } from 'vitest'
import { decodeForeign } from './decodeForeign.ts'
import type { SenmlSubscription } from './foreignFile.ts'
import { resolveSenml } from './senml.ts'
import { testStations } from './testStations.ts'

/* The packs of RFC 8428 5.1 and two written after them, for an air station and a buoy of the lake. */

const now = Date.UTC(2026, 10, 22, 3)

test('base name, time and unit hold for all records (RFC 8428 5.1.2)', () => {
  const pack = [
    { bn: 'urn:dev:ow:10e2073a0108006:', bt: 1.276020076001e9, bu: 'A', bver: 5 },
    { n: 'voltage', u: 'V', v: 120.1 },
    { n: 'current', t: -5, v: 1.2 },
    { n: 'current', t: 0, v: 1.7 },
  ]
  expect(resolveSenml(pack, now)).toEqual({
    records: [
      { name: 'urn:dev:ow:10e2073a0108006:voltage', unit: 'V', time: 1_276_020_076_001, value: 120.1 },
      { name: 'urn:dev:ow:10e2073a0108006:current', unit: 'A', time: 1_276_020_071_001, value: 1.2 },
      { name: 'urn:dev:ow:10e2073a0108006:current', unit: 'A', time: 1_276_020_076_001, value: 1.7 },
    ],
    faults: [],
  })
})

test('times below 2^28 are relative to now, a base value is added (RFC 8428 4.5.3, 4.1)', () => {
  const pack = [
    { bn: 'a:', bv: 20, n: 'x', t: -60, v: 1.5 },
    { n: 'y', v: 1 },
  ]
  expect(resolveSenml(pack, now)).toMatchObject({
    records: [
      { time: now - 60_000, value: 21.5 },
      { time: now, value: 21 },
    ],
  })
})

test.each([
  ['no list', { n: 'x', v: 1 }],
  ['a label that must be understood', [{ n: 'x', v: 1, secret_: 1 }]],
  ['a later version', [{ bver: 11, n: 'x', v: 1 }]],
  ['a base time that is text', [{ bt: '1', n: 'x', v: 1 }]],
])('refuses a pack with %s', (_, pack) => {
  expect(resolveSenml(pack, now)).toBeTypeOf('string')
})

test('the version with secondary units is known (RFC 9100: 10 + 2^4)', () => {
  expect(resolveSenml([{ bver: 26, n: 'x', u: 'hPa', v: 1010 }], now)).toMatchObject({ faults: [] })
})

const rules: SenmlSubscription = {
  topic: 'sensors/+',
  stations: { 'urn:dev:mac:0024befffe804ff1:': 'AQ-01', 'urn:dev:mac:0024befffe804ff1:lake:': 'WL-01' },
  fields: { press: { parameter: 'pres' }, o2: { parameter: 'do', unit: 'mg/L', missing: [-999] } },
}
const decode = (payload: unknown) =>
  decodeForeign({ source: 'senml', rules }, Buffer.from(JSON.stringify(payload)), {
    stations: testStations,
    now,
  })

test('records of one station and moment make one reading, in our units', () => {
  const decoded = decode([
    { bn: 'urn:dev:mac:0024befffe804ff1:', bt: now / 1000, n: 'temp', u: 'K', v: 298.15 },
    { n: 'rh', u: '%RH', v: 71 },
    { n: 'press', u: 'Pa', v: 101_200 },
    { n: 'pm25', u: 'kg/m3', v: 3.52e-8 },
    { n: 'ws', u: 'km/h', v: 7.2 },
  ])
  expect(decoded).toHaveLength(1)
  const { reading, rejections } = decoded[0]!
  expect(rejections).toEqual([])
  expect(reading).toMatchObject({ station: 'AQ-01', time: now })
  expect(reading!.values.temp).toBeCloseTo(25, 6)
  expect(reading!.values.pres).toBeCloseTo(1012, 6)
  expect(reading!.values.pm25).toBeCloseTo(35.2, 6)
  expect(reading!.values.ws).toBeCloseTo(2, 6)
  expect(reading!.values.rh).toBe(71)
})

test('the longest beginning of a name says the station; its fields may say the unit and what is missing', () => {
  const decoded = decode([
    { bn: 'urn:dev:mac:0024befffe804ff1:lake:', bt: now / 1000, n: 'o2', v: 7.5 },
    { n: 'ec', u: 'S/m', v: 0.0412 },
    { n: 'o2', t: 60, v: -999 },
  ])
  expect(decoded).toEqual([
    {
      station: 'WL-01',
      rejections: [],
      reading: { station: 'WL-01', domain: 'water', time: now, values: { do: 7.5, ec: 412 }, flags: {} },
    },
  ])
})

test('a name that is not in the profile is rejected in a form that can be replayed', () => {
  const decoded = decode([{ bn: 'urn:dev:other/', bt: now / 1000, n: 'pm25', u: 'ug/m3', v: 12 }])
  expect(decoded).toMatchObject([
    { station: 'urn:dev:other', rejections: [{ scope: 'reading', reason: 'unknown_station' }] },
  ])
  expect(JSON.parse(String(decoded[0]!.rejections[0]!.raw))).toEqual({
    station: 'urn:dev:other',
    ts: now,
    values: { pm25: 12 },
    units: { pm25: 'ug/m3' },
  })
})

test('a bad record costs only itself', () => {
  const decoded = decode([
    { bn: 'urn:dev:mac:0024befffe804ff1:', bt: now / 1000, n: 'pm25', v: 12 },
    { n: 'pm10', v: '20' },
    { n: 'x y', v: 1 },
  ])
  expect(decoded[0]!.reading!.values).toEqual({ pm25: 12 })
  expect(decoded.slice(1).map(({ rejections }) => rejections[0]!.reason)).toEqual(['bad_shape', 'bad_shape'])
})

test('what is no JSON keeps its bytes', () => {
  const payload = Buffer.from([0x5b, 0xff, 0x7b])
  const [only] = decodeForeign({ source: 'senml', rules }, payload, { stations: testStations, now })
  expect(only!.rejections).toMatchObject([{ scope: 'payload', reason: 'bad_json', raw: payload }])
})
