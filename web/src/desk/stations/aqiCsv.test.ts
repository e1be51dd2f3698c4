import { expect, test } from 'vitest'
import { aqiCsv } from './aqiCsv.ts'

test('writes hours of Hanoi and leaves what is unknown empty', () => {
  const explain = {
    hours_used: { pm25: 12 },
    hours_missing: {},
    weights: {},
    concentrations: { pm25: 56.5 },
    over_range: [],
    text: { vi: '', en: '' },
  }
  const csv = aqiCsv({
    station: 'AQ-01',
    kind: 'hour',
    method: 'VN_AQI 1459/QĐ-TCMT 2019, v1',
    points: [
      {
        time: '2026-11-21T18:00:00Z',
        aqi: 110,
        band: 'poor',
        main: 'pm25',
        sub_indices: { pm25: 110 },
        explain,
      },
      {
        time: '2026-11-21T19:00:00Z',
        aqi: null,
        band: null,
        main: null,
        sub_indices: {},
        explain: { ...explain, hours_used: { pm25: 0 }, concentrations: {} },
      },
    ],
  })
  const [comment, header, known, unknown] = csv.split('\r\n')
  expect(comment).toBe(
    '# Station AQ-01; hourly VN_AQI; VN_AQI 1459/QĐ-TCMT 2019; v1; time = start of the hour',
  )
  expect(header).toMatch(/^time,vn_aqi,band,main,pm25 sub-index,pm25 \(µg\/m³\),pm25 hours used,pm10/)
  expect(known).toMatch(/^2026-11-22T01:00:00\+07:00,110,poor,pm25,110,56\.5,12,,,/)
  expect(unknown).toMatch(/^2026-11-22T02:00:00\+07:00,,,,,,0,/)
})
