import { expect, test } from 'vitest'
import type { Station } from '../station/station.ts'
import { decodeStationFile, parseFileTime } from './decodeStationFile.ts'

const base = {
  name: { vi: '', en: '' },
  lat: 21,
  lon: 105.8,
  intervalS: 300,
  owner: '',
  kind: '',
  parameters: [],
  positionQuality: '',
}
const stations = new Map<string, Station>([
  ['AQ-01', { ...base, id: 'AQ-01', domain: 'air' }],
  ['WL-01', { ...base, id: 'WL-01', domain: 'water' }],
])
const context = {
  stations,
  prefixes: { HN_CCMT_KHIDM1: 'AQ-01', HN_CCMT_NUOHT1: 'WL-01' },
  now: Date.parse('2026-10-14T01:40:00Z'),
}
const time = Date.parse('2026-10-14T01:35:00Z')

// The sample files of environment.md 4.8.
const air = [
  'SO2\t14.62\tug/m3\t20261014083500\t00',
  'CO\t1835.20\tug/m3\t20261014083500\t01',
  'PM2.5\t61.74\tug/m3\t20261014083500\t00',
  'Temp\t24.60\toC\t20261014083500\t00',
  'WindDir\t42.00\tDegree\t20261014083500\t00',
].join('\r\n')

test('the air sample gives one reading, CO in calibration flagged fail', () => {
  const [decoded, ...rest] = decodeStationFile('HN_CCMT_KHIDM1_20261014083500.txt', air, context)
  expect(rest).toEqual([])
  expect(decoded?.reading).toEqual({
    station: 'AQ-01',
    domain: 'air',
    time,
    values: { so2: 14.62, co: 1835.2, pm25: 61.74, temp: 24.6, wd: 42 },
    flags: { co: 4 },
  })
})

test('an empty unit keeps the columns in place, and a fault status is kept as fail', () => {
  const text = 'pH\t8.62\t\t20261014083500\t00\nNH4-N\t0.38\tmg/L\t20261014083500\t02\n'
  const [decoded] = decodeStationFile('HN_CCMT_NUOHT1_20261014083500.txt', text, context)
  expect(decoded?.reading?.values).toEqual({ ph: 8.62, nh4n: 0.38 })
  expect(decoded?.reading?.flags).toEqual({ nh4n: 4 })
})

test('a cut line, an unreadable value and an unreadable time cost only themselves', () => {
  const text = [
    'PM10\t98.30\tug/m3\t20261014083500\t00',
    'SO2\t\tug/m3\t20261014083500\t00',
    'NO2\t63',
    'O3\t2\tug/m3\t20261314083500\t00',
  ]
  const decoded = decodeStationFile('HN_CCMT_KHIDM1_20261014083500.txt', text.join('\n'), context)
  expect(decoded[0]?.reading?.values).toEqual({ pm10: 98.3 })
  expect(decoded.flatMap(({ rejections }) => rejections.map(({ reason }) => reason))).toEqual([
    'not_a_number',
    'bad_line',
    'bad_time',
  ])
})

test('a file name of another pattern is turned away whole', () => {
  expect(decodeStationFile('readme.txt', 'x', context)[0]?.rejections[0]?.reason).toBe('bad_file_name')
})

test('file times are Hanoi time; a date that does not exist is none', () => {
  expect(parseFileTime('20261014083500')).toBe(time)
  expect(parseFileTime('20260230083500')).toBeUndefined()
  expect(parseFileTime('20261014246000')).toBeUndefined()
})
