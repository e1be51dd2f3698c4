import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parseStationFiles } from '../profile/stationFiles.ts'
import type { Station } from '../station/station.ts'
import { decodeStationFile, type StationFileContext } from './decodeStationFile.ts'
import { isReplayable } from './rejection.ts'
import { parseFileTime } from './stationFileName.ts'

const fixtures = fileURLToPath(new URL('../../../test/fixtures/station-files', import.meta.url))
const base = {
  ...{ name: { vi: '', en: '' }, lat: 21, lon: 105.8, intervalS: 300, owner: '', kind: '' },
  ...{ parameters: [], positionQuality: '' },
}
const stations = new Map<string, Station>([
  ['AQ-01', { ...base, id: 'AQ-01', domain: 'air' }],
  ['WL-01', { ...base, id: 'WL-01', domain: 'water' }],
  ['RG-01', { ...base, id: 'RG-01', domain: 'rain' }],
])
const prefixes = { HN_CCMT_KHIDM1: 'AQ-01', HN_CCMT_NUOHT1: 'WL-01', HN_HSDC_MUADM1: 'RG-01' }
const context = { stations, prefixes, mappings: undefined, now: Date.parse('2026-10-14T01:40:00Z') }
const time = Date.parse('2026-10-14T01:35:00Z')
const air = 'HN_CCMT_KHIDM1_20261014083500.txt'
const water = 'HN_CCMT_NUOHT1_20261014083500.txt'

function withSettings(yaml: string): StationFileContext {
  return { ...context, settings: parseStationFiles('station-files.yaml', yaml, prefixes, stations).settings }
}

function decodeFixture(folder: string, with_: StationFileContext = context) {
  const [name] = readdirSync(`${fixtures}/${folder}`) as [string]
  return decodeStationFile(name, readFileSync(`${fixtures}/${folder}/${name}`), with_)
}

const lineOf = (...fields: string[]) => `${fields.join('\t')}\r\n`
const decodeLine = (name: string, with_: StationFileContext, ...fields: string[]) =>
  decodeStationFile(name, lineOf(...fields, '20261014083500', '00'), with_)[0]

const sampleValues = {
  [air]: {
    ...{
      so2: 14.62,
      no: 21.08,
      no2: 63.47,
      co: 1835.2,
      o3: 27.95,
      pm10: 98.3,
      pm25: 61.74,
      temp: 24.6,
      rh: 78.1,
    },
    ...{ pres: 1014.3, ws: 1.2, wd: 42 },
  },
  [water]: {
    ...{
      temp: 27.35,
      ph: 8.62,
      do: 9.48,
      ec: 412,
      turbidity: 18.7,
      tss: 26.4,
      cod: 24.1,
      toc: 9.2,
      nh4n: 0.38,
    },
    ...{ no3n: 0.71, po4p: 0.14, chla: 58.6, water_level: 5.72 },
  },
  'HN_HSDC_MUADM1_20261014083000.txt': {
    rain_10m: 6.4,
    rain_1h: 21.8,
    rain_day: 47.2,
    tips: 236,
    batt: 12.9,
  },
}

test.each(Object.entries(sampleValues))('the sample %s of 4.8 has no warning', (name, values) => {
  const decoded = decodeStationFile(name, readFileSync(`${fixtures}/samples/${name}`), context)
  expect(decoded.map(({ rejections }) => rejections)).toEqual([[]])
  expect(decoded[0]?.reading?.values).toEqual(values)
})

test('calibration and device error are stored and flagged fail', () => {
  const flagsOf = (name: string) =>
    decodeStationFile(name, readFileSync(`${fixtures}/samples/${name}`), context)[0]?.reading?.flags
  expect(flagsOf(air)).toMatchObject({ co: 4 })
  expect(flagsOf(water)).toMatchObject({ nh4n: 4 })
})

/** Table of 4.9: code, reason, and the values that are taken all the same. */
const malformed = [
  ['M1', 'E01', 'bad_file_name', undefined],
  ['M2', 'E07', 'bad_line', undefined],
  ['M3', 'E09', 'not_a_number', undefined],
  ['M4', 'E07', 'bad_line', undefined],
  ['M5', 'E10', 'unexpected_unit', undefined],
  ['M6', 'E11', 'bad_time', undefined],
  ['M7', 'E14', 'unknown_device_status', undefined],
  ['M9', 'E15', 'duplicate_line', { do: 9.48 }],
  ['M10', 'E12', 'future_time', undefined],
  ['M11', 'E04', 'not_utf8', undefined],
  ['M12', 'W05 E07', 'bad_line', { do: 9.48 }],
  ['M13', 'E03', 'empty_file', undefined],
  ['M14', 'E02', 'unknown_station', undefined],
] as const

test.each(malformed)('%s is %s', (folder, code, reason, values) => {
  const decoded = decodeFixture(`malformed/${folder}`)
  const [rejection, ...more] = decoded.flatMap(({ rejections }) => rejections)
  expect(more).toEqual([])
  expect(rejection?.reason).toBe(reason)
  expect(rejection?.detail.startsWith(`${code} `)).toBe(true)
  expect(decoded.find(({ reading }) => reading)?.reading?.values).toEqual(values)
})

test('M8: no number from a device in error is missing, not wrong', () => {
  const decoded = decodeFixture('malformed/M8')
  expect(decoded).toEqual([
    {
      station: 'AQ-01',
      reading: { station: 'AQ-01', domain: 'air', time, values: {}, flags: { pm10: 9 } },
      rejections: [],
    },
  ])
})

test('no number while measuring is rejected, never 0', () => {
  for (const text of ['NaN', '', '-', '1.2.3', '0x10', '1e999'])
    expect(decodeLine(air, context, 'PM10', text, 'ug/m3')?.rejections[0]).toMatchObject({
      reason: 'not_a_number',
      detail: `E09 PM10: ${text}`,
    })
})

test('M3 and M11 are taken when the profile of the station says so', () => {
  const comma = withSettings('stations: { AQ-01: { decimal_comma: true } }')
  expect(decodeFixture('malformed/M3', comma)[0]?.reading?.values).toEqual({ pm25: 61.74 })
  const old = withSettings('stations: { WL-01: { encoding: windows-1258 } }')
  expect(decodeFixture('malformed/M11', old)[0]?.reading?.values).toEqual({ temp: 27.35 })
})

test('a unit beyond the list is taken when the profile of the station says so', () => {
  const more = withSettings('stations: { AQ-01: { units: { co: [mg/m3] }, ppb: [no2, co] } }')
  expect(decodeFixture('malformed/M5', more)[0]?.reading?.values).toEqual({ co: 1840 })
  // 1.8816 µg/m³ per ppb of NO₂, 1.1456 of CO (environment.md 1.10).
  expect(decodeLine(air, more, 'NO2', '10', 'ppb')?.reading?.values.no2).toBeCloseTo(18.816, 9)
  expect(decodeLine(air, more, 'CO', '0.5', 'ppm')?.reading?.values.co).toBeCloseTo(572.8, 9)
  expect(decodeLine(air, more, 'O3', '10', 'ppb')?.rejections[0]?.detail).toBe('E10 O3: ppb')
  expect(decodeLine(air, context, 'PM10', '10', '')?.rejections[0]?.detail).toBe('E10 PM10: ')
})

test('nutrients reported as the ion become N and P by the factors of 2.1', () => {
  const ions = withSettings('stations: { WL-01: { ions: [nh4n, no3n, no2n, po4p] } }')
  expect(decodeLine(water, ions, 'NH4+', '1', 'mg/L')?.reading?.values).toEqual({ nh4n: 0.7765 })
  expect(decodeLine(water, ions, 'NO3', '1', 'mg/l')?.reading?.values).toEqual({ no3n: 0.2259 })
  expect(decodeLine(water, ions, 'NO2', '1', 'mg/L')?.reading?.values).toEqual({ no2n: 0.3045 })
  expect(decodeLine(water, ions, 'PO4-P', '1', 'mg/L')?.reading?.values).toEqual({ po4p: 0.3261 })
  expect(decodeLine(water, context, 'NH4', '1', 'mg/L')?.reading?.values).toEqual({ nh4n: 1 })
})

test.each([
  ['PM2,5', '1', 'µg/m3', 'pm25', 1],
  ['nhiệt độ', '1', '°C', 'temp', 1],
  ['Nhiệt độ'.normalize('NFD'), '1', 'oC', 'temp', 1],
  ['Humidity', '1', '%', 'rh', 1],
  ['Pressure', '1000', 'mbar', 'pres', 1000],
  ['Radiation', '-1.60', 'w/m2', 'rad', -1.6],
  ['pm10', '1', 'ug/Nm3', 'pm10', 1],
])('%s %s %s is %s', (name, value, unit, parameter, expected) => {
  expect(decodeLine(air, context, name, value, unit)?.reading?.values).toEqual({ [parameter]: expected })
})

test.each([
  ['pH', '8.62', '-', 'ph', 8.62],
  ['EC', '1', 'µS/cm', 'ec', 1],
  ['Độ đục', '1', 'NTU', 'turbidity', 1],
  ['TN', '1', 'mg/L', 'tn', 1],
  ['Amoni', '1', 'mg/L', 'nh4n', 1],
  ['MN', '572', 'cm', 'water_level', 5.72],
  ['Flow_Out', '3600', 'm3/h', 'flow', 1],
])('in water %s %s %s is %s', (name, value, unit, parameter, expected) => {
  const [id, got] =
    Object.entries(decodeLine(water, context, name, value, unit)?.reading?.values ?? {})[0] ?? []
  expect(id).toBe(parameter)
  expect(got).toBeCloseTo(expected, 9)
})

test('an unknown parameter is kept raw, one letter for station and name, and costs nothing else', () => {
  const text =
    lineOf('Vinyl chloride', '1', 'ug/m3', '20261014083500', '00') +
    lineOf('SO2', '1', 'ug/m3', '20261014083500', '00')
  const [decoded, ...rest] = decodeStationFile(air, text, context)
  expect(rest).toEqual([])
  expect(decoded?.reading?.values).toEqual({ so2: 1 })
  expect(decoded?.rejections).toMatchObject([
    { scope: 'value', reason: 'unknown_parameter', detail: 'Vinyl chloride', once: true, station: 'AQ-01' },
  ])
})

test('the line time is authoritative; lines of several moments make several readings', () => {
  const text =
    lineOf('SO2', '1', 'ug/m3', '20261014083000', '00') + lineOf('SO2', '2', 'ug/m3', '20261014083500', '00')
  expect(decodeStationFile(air, text, context).map(({ reading }) => reading?.time)).toEqual([
    time - 300_000,
    time,
  ])
})

test('prefixes of another pattern are those that the profile names', () => {
  const named = { ...context, prefixes: { trạm_x: 'AQ-01', KHIDM1_A: 'AQ-01' } }
  const text = lineOf('SO2', '1', 'ug/m3', '20261014083500', '00')
  expect(decodeStationFile('KHIDM1_A_20261014083500.txt', text, named)[0]?.reading?.station).toBe('AQ-01')
  expect(decodeStationFile('KHIDM1_A_20261014083500.txt', text, context)[0]?.rejections[0]?.reason).toBe(
    'bad_file_name',
  )
  expect(decodeStationFile('readme.txt', text, context)[0]?.rejections[0]?.reason).toBe('bad_file_name')
  expect(decodeStationFile('__proto___20261014083500.txt', text, context)[0]?.rejections[0]?.reason).toBe(
    'bad_file_name',
  )
})

test('a file of a station that an account may not speak for is none of its stations', () => {
  const text = lineOf('SO2', '1', 'ug/m3', '20261014083500', '00')
  const [decoded] = decodeStationFile(air, text, { ...context, allowed: new Set(['WL-01']) })
  expect(decoded?.rejections[0]).toMatchObject({ reason: 'unknown_station', scope: 'payload' })
})

test('a file of an unknown station can be taken in again when the station is known', () => {
  const [{ rejections }] = decodeFixture('malformed/M14') as unknown as [{ rejections: { raw: string }[] }]
  const raw = new TextEncoder().encode(rejections[0]!.raw)
  expect(isReplayable({ scope: 'reading', reason: 'unknown_station', size: raw.length, raw })).toBe(true)
})

test('more than 2,000 lines or 256 KiB are not read', () => {
  const line = lineOf('SO2', '1', 'ug/m3', '20261014083500', '00')
  const reasonOf = (text: string) => decodeStationFile(air, text, context)[0]?.rejections[0]?.reason
  expect(reasonOf(line.repeat(2001))).toBe('payload_too_large')
  expect(reasonOf(line + ' '.repeat(256 * 1024))).toBe('payload_too_large')
  expect(reasonOf(line.repeat(2000))).toBe('duplicate_line')
})

test('a profile with a fault is refused', () => {
  expect(() => withSettings('stations: { AQ-09: {} }')).toThrow(/AQ-09 is no station/)
  expect(() => withSettings('stations: { AQ-01: { encoding: nothing-known } }')).toThrow(/encoding/)
  expect(() => withSettings('stations: { AQ-01: { decimalcomma: true } }')).toThrow(/decimalcomma/)
  expect(() => withSettings('stations: { AQ-01: { prefixes: [HN_CCMT_NUOHT1] } }')).toThrow(
    /stands for WL-01/,
  )
})

test('file times are Hanoi time; a date that does not exist is none', () => {
  expect(parseFileTime('20261014083500')).toBe(time)
  expect(parseFileTime('20260230083500')).toBeUndefined()
  expect(parseFileTime('20261014246000')).toBeUndefined()
})
