import { expect, test } from 'vitest'
import type { Station } from '../station/station.ts'
import { decodeLineProtocol, looksLikeLineProtocol } from './decodeLineProtocol.ts'

const now = Date.parse('2026-11-22T00:05:00Z')
const time = Date.parse('2026-11-21T00:00:00Z')
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
  ['Hồ Tây, 1', { ...base, id: 'Hồ Tây, 1', domain: 'water' }],
])
const decode = (...lines: string[]) => decodeLineProtocol(lines, { stations, now })

// docs.influxdata.com, line protocol reference: escapes, integers, times in nanoseconds.
test.each(['1795219200', '1795219200000', '1795219200000000', '1795219200000000999'])('time %s', (digits) => {
  expect(decode(`air,station=AQ-01 pm25=35.2,q_pm25=4i,pm10=61i ${digits}`)[0]?.reading).toEqual({
    station: 'AQ-01',
    domain: 'air',
    time,
    values: { pm25: 35.2, pm10: 61 },
    flags: { pm25: 4 },
  })
})

test('escaped tags, other tags, an exponent', () => {
  const [decoded] = decode('water,owner=x\\ y,station=Hồ\\ Tây\\,\\ 1 ph=8.1e0 1795219200000')
  expect(decoded?.reading).toMatchObject({ station: 'Hồ Tây, 1', values: { ph: 8.1 } })
})

test('comments and statements of influx_inspect export are passed over', () => {
  expect(decode('# DDL', 'CREATE DATABASE city WITH NAME autogen', '', '# CONTEXT-DATABASE:city')).toEqual([])
})

test.each([
  ['bad_row', 'air,station=AQ-01'],
  ['bad_row', 'air,station=AQ-01 pm25 1795219200000'],
  ['bad_row', 'air,station=AQ-01 pm25=1 1795219200000 x'],
  ['bad_measurement', 'cpu,host=a load=1 1795219200000'],
  ['wrong_domain', 'water,station=AQ-01 ph=1 1795219200000'],
  ['missing_station', 'air pm25=1 1795219200000'],
  ['unknown_station', 'air,station=AQ-77 pm25=1 1795219200000'],
  ['missing_time', 'air,station=AQ-01 pm25=1'],
  ['bad_time', 'air,station=AQ-01 pm25=1 17952192'],
  ['future_time', 'air,station=AQ-01 pm25=1 1895219200000'],
  ['not_a_number', 'air,station=AQ-01 pm25="a b, c=d" 1795219200000'],
  ['not_a_number', 'air,station=AQ-01 pm25=t 1795219200000'],
  ['not_a_number', 'air,station=AQ-01 pm25=0b1 1795219200000'],
  ['no_values', 'air,station=AQ-01 q_pm25=3i 1795219200000'],
])('%s: %s', (reason, line) => {
  const [decoded] = decode(line)
  expect(decoded?.reading).toBeUndefined()
  expect(decoded?.rejections[0]?.reason).toBe(reason)
})

test('knows line protocol from a CSV header', () => {
  expect(looksLikeLineProtocol('air,station=AQ-01 pm25=1 1795219200000')).toBe(true)
  expect(looksLikeLineProtocol('time,station,pm25 (µg/m³)')).toBe(false)
  expect(looksLikeLineProtocol('time;station;note a=b')).toBe(false)
})
