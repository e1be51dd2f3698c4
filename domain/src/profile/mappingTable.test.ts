import { describe, expect, test } from 'vitest'
import { decodeReadings, type DecodeContext } from '../reading/decodeReadings.ts'
import { decodeStationFile } from '../reading/decodeStationFile.ts'
import type { Domain, Station } from '../station/station.ts'
import type { Mapping } from './mapping.ts'
import { mappingTable } from './mappingTable.ts'

const base = { name: { vi: '', en: '' }, lat: 21, lon: 105.8, intervalS: 300, owner: '', kind: '' }
const stationOf = (id: string, domain: Domain): [string, Station] => [
  id,
  { ...base, id, domain, parameters: [], positionQuality: '' },
]
const stations = new Map([stationOf('AQ-01', 'air'), stationOf('RG-01', 'rain'), stationOf('WL-01', 'water')])
const now = Date.parse('2026-11-22T00:05:00Z')
const one = (kind: Mapping['kind'], from: string, to: string, domain: Domain | null = null): Mapping => ({
  ...{ kind, from, to, domain },
})
const contextOf = (mappings: Mapping[], more: Partial<DecodeContext> = {}): DecodeContext => ({
  ...{ stations, now, mappings: mappingTable(mappings, stations) },
  ...more,
})
const decode = (body: object, mappings: Mapping[], topic?: DecodeContext['topic']) =>
  decodeReadings(JSON.stringify(body), contextOf(mappings, topic ? { topic } : {}))[0]!

test('no mapping, or only such whose target is gone, is no table', () => {
  expect(mappingTable([], stations)).toBeUndefined()
  expect(mappingTable([one('station', 'X', 'AQ-99')], stations)).toBeUndefined()
})

describe('a wrongly named station', () => {
  const body = { ts: now, values: { pm25: 12 } }
  const renamed = [one('station', 'AQ_1', 'AQ-01')]

  test('is the mapped one, from its topic and from its body', () => {
    const byTopic = decode(body, renamed, { station: 'AQ_1', domain: 'air' })
    expect(byTopic).toMatchObject({
      station: 'AQ-01',
      reading: { station: 'AQ-01', values: { pm25: 12 } },
      rejections: [],
    })
    expect(decode({ ...body, station: 'AQ_1' }, renamed).reading?.station).toBe('AQ-01')
    const both = decode({ ...body, station: 'AQ_1' }, renamed, { station: 'AQ-01', domain: 'air' })
    expect(both.reading?.station).toBe('AQ-01')
  })

  test('has to belong to the domain of its topic', () => {
    const { reading, rejections } = decode(body, renamed, { station: 'AQ_1', domain: 'rain' })
    expect([reading, rejections[0]?.reason, rejections[0]?.domain]).toEqual([
      undefined,
      'wrong_domain',
      'rain',
    ])
  })

  test('means another in another domain, and nothing where no domain is named', () => {
    const two = [one('station', 'S1', 'AQ-01', 'air'), one('station', 'S1', 'RG-01', 'rain')]
    const rain = { ts: now, values: { rain_10m: 1 } }
    expect(decode(body, two, { station: 'S1', domain: 'air' }).reading?.station).toBe('AQ-01')
    expect(decode(rain, two, { station: 'S1', domain: 'rain' }).reading?.station).toBe('RG-01')
    expect(decode({ ...rain, station: 'S1' }, two).rejections[0]?.reason).toBe('unknown_station')
  })

  test('in the name of a station file is the mapped one', () => {
    const name = 'HN_CCMT_KHIXX9_20261122070000.txt'
    const text = 'PM2.5\t61.7\tug/m3\t20261122070000\t00\nbad line'
    const mappings = mappingTable([one('station', 'HN_CCMT_KHIXX9', 'AQ-01')], stations)
    const decoded = decodeStationFile(name, text, { stations, prefixes: {}, now, mappings })
    expect(decoded[0]?.reading).toMatchObject({ station: 'AQ-01', values: { pm25: 61.7 } })
    expect(decoded[1]).toMatchObject({ station: 'AQ-01', rejections: [{ reason: 'bad_line' }] })
  })
})

test('a wrongly named parameter is the mapped one of its domain, whatever its case', () => {
  const mappings = [one('parameter', 'Nhiet Do', 'temp'), one('parameter', 'depth', 'water_level', 'water')]
  const values = { 'NHIET DO': 21, depth: 5.8 }
  expect(decode({ station: 'WL-01', ts: now, values }, mappings).reading?.values).toEqual({
    temp: 21,
    water_level: 5.8,
  })
  const air = decode({ station: 'AQ-01', ts: now, values }, mappings)
  expect(air.reading?.values).toEqual({ temp: 21 })
  expect(air.rejections).toMatchObject([{ reason: 'unknown_parameter', detail: 'depth' }])
})

test('a wrongly spelled unit is converted as the right one', () => {
  const mappings = [one('unit', 'milligram / m3', 'mg/m3')]
  const body = { station: 'AQ-01', ts: now, values: { co: 0.9 }, units: { co: 'Milligram/m³' } }
  expect(decode(body, mappings).reading?.values).toEqual({ co: 900 })
  const rain = {
    station: 'RG-01',
    ts: now,
    values: { rain_10m: 1 },
    units: { rain_10m: 'milligram/m3' },
  }
  expect(decode(rain, mappings).rejections[0]?.reason).toBe('unknown_unit')
})
