import { expect, test } from 'vitest'
import { foreignFilters, foreignRoute } from './decodeForeign.ts'
import { parseForeignFile } from './foreignFile.ts'
import { testStations } from './testStations.ts'
import { isTopicFilter, matchesFilter } from './topicFilter.ts'

const text = `
senml:
  - topic: sensors/+/senml
    stations: { 'urn:dev:ow:1:': RG-01 }
    fields: { rain: { parameter: rain_10m, unit: mm } }
ttn:
  - topic: v3/hanoi-lake@ttn/devices/+/up
    devices:
      buoy-01: { station: WL-01, time: settings, fields: { t: { parameter: temp, missing: [-9999, null] } } }
`

test('a file is read; topics find their route', () => {
  const settings = parseForeignFile(text, 'hanoi', testStations)
  expect(foreignFilters(settings)).toEqual(['sensors/+/senml', 'v3/hanoi-lake@ttn/devices/+/up'])
  expect(foreignRoute(settings, 'sensors/a/senml')?.source).toBe('senml')
  expect(foreignRoute(settings, 'v3/hanoi-lake@ttn/devices/buoy-01/up')?.source).toBe('ttn')
  expect(foreignRoute(settings, 'v3/hanoi-lake@ttn/devices/buoy-01/up/normalized')).toBeUndefined()
})

test('no file takes nothing', () => {
  expect(parseForeignFile('', 'hanoi', testStations)).toEqual({ senml: [], ttn: [] })
})

test('every fault is named with its place', () => {
  const wrong = `
senml:
  - topic: hanoi/v1/#
    stations: { 'urn:a:': AQ-99 }
ttn:
  - topic: v3/+/up
    devices:
      b: { station: WL-01, fields: { t: { parameter: pm25 }, u: { parameter: temp, unit: mg/L } } }
`
  const fault = () => parseForeignFile(wrong, 'hanoi', testStations)
  expect(fault).toThrow('foreign.yaml:')
  expect(fault).toThrow('senml.0.topic: "hanoi/v1/#" covers topics of hanoi/#')
  expect(fault).toThrow('senml.0.stations.urn:a:: "AQ-99" is no station of the registry')
  expect(fault).toThrow('ttn.0.devices.b.fields.t.parameter: "pm25" is not known in this domain')
  expect(fault).toThrow('ttn.0.devices.b.fields.u.unit: "mg/L" does not fit temp (°C)')
  expect(() => parseForeignFile('ttn: [{ topic: a/#/b, devicez: {} }]', 'hanoi', testStations)).toThrow(
    /ttn\.0\.topic: is no MQTT topic filter[^]*devicez/,
  )
})

test.each([
  ['a/+/c', 'a/b/c', true],
  ['a/+/c', 'a/b/d', false],
  ['a/#', 'a', true],
  ['a/#', 'a/b/c', true],
  ['a/b', 'a/b/c', false],
  ['+', 'a', true],
])('filter %s and topic %s: %s', (filter, topic, matches) => {
  expect(matchesFilter(filter, topic)).toBe(matches)
})

test.each(['', 'a/#/b', 'a+/b', 'a#'])('%j is no filter', (filter) => {
  expect(isTopicFilter(filter)).toBe(false)
})
