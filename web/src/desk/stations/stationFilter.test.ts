import { expect, test } from 'vitest'
import type { AqiBand } from '@city/domain/air/aqiTable.ts'
import type { Domain } from '@city/domain/station/station.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { selectStations, type StationFilter } from './stationFilter.ts'

const now = Date.parse('2026-11-22T07:30:00Z')
const minuteMs = 60_000
const everything: StationFilter = { text: '', domain: null, freshness: null, sort: 'name' }

function station(id: string, domain: Domain, name: string, ageMin: number | null, values = {}): LiveStation {
  const time = ageMin === null ? null : now - ageMin * minuteMs
  return {
    id,
    domain,
    name: { vi: name, en: name },
    kind: '',
    owner: '',
    parameters: [],
    interval_s: 600,
    position_quality: '',
    lat: 21,
    lon: 105.8,
    time,
    latest: time === null ? null : { time: new Date(time).toISOString(), values, flags: {} },
    index: null,
  }
}

function air(id: string, name: string, aqi: number, band: AqiBand, ageMin = 5): LiveStation {
  const index = {
    kind: 'vn_aqi_hour' as const,
    time: '2026-11-22T06:00:00Z',
    value: aqi,
    band,
    main: 'pm25',
    sub_indices: {},
    method: '',
  }
  return { ...station(id, 'air', name, ageMin, { pm25: aqi / 2 }), index }
}

const city = [
  air('AQ-01', 'Trung Yên', 110, 'poor'),
  air('AQ-02', 'Đông Anh', 160, 'bad'),
  station('RG-01', 'rain', 'Ô Quan Chưởng', 2, { rain_1h: 60 }),
  station('RG-02', 'rain', 'Láng', 25, { rain_1h: 0 }),
  station('FP-001', 'flood', 'Phan Bội Châu', 60, { depth_cm: 40 }),
  station('WL-01', 'water', 'Hồ Tây 1', null),
]
const idsOf = (filter: Partial<StationFilter>) =>
  selectStations(city, { ...everything, ...filter }, now, 'vi').ids

test('finds names without their marks, and ids', () => {
  expect(idsOf({ text: 'dong anh' })).toEqual(['AQ-02'])
  expect(idsOf({ text: 'rg-0' })).toEqual(['RG-02', 'RG-01'])
  expect(idsOf({ text: 'khong co' })).toEqual([])
})

test('orders names as Vietnamese does: Đ after D, Ô after O', () => {
  expect(idsOf({ domain: 'air' })).toEqual(['AQ-02', 'AQ-01'])
  expect(idsOf({})).toEqual(['AQ-02', 'AQ-01', 'RG-02', 'RG-01', 'FP-001', 'WL-01'])
})

test('the worst comes first, old values after new ones, unknown last', () => {
  expect(idsOf({ sort: 'value' })).toEqual(['RG-01', 'AQ-02', 'AQ-01', 'RG-02', 'FP-001', 'WL-01'])
})

test('what never reported is older than everything', () => {
  expect(idsOf({ sort: 'age' }).slice(0, 3)).toEqual(['WL-01', 'FP-001', 'RG-02'])
})

test('counts each freshness among what the other filters let through', () => {
  const { ids, ofFreshness } = selectStations(city, { ...everything, freshness: 'stale' }, now, 'vi')
  expect(ids).toEqual(['FP-001'])
  expect(ofFreshness).toEqual({ fresh: 3, late: 1, stale: 1, silent: 1 })
})
