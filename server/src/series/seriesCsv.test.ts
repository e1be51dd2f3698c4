import { expect, it } from 'vitest'
import type { Station } from '@city/domain/station/station.ts'
import { cell, seriesCsv } from './seriesCsv.ts'

const station: Station = {
  ...{ id: 'WL-01', domain: 'water', lat: 21, lon: 105, intervalS: 600, kind: '', positionQuality: '' },
  name: { vi: 'Hồ Tây,=HYPERLINK("http://x")\r\n=1+1', en: '' },
  owner: '@owner',
  parameters: ['temp', 'ph'],
}

it.each([
  ['=1+1', "'=1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-2+3', "'-2+3"],
  ['+1', "'+1"],
  ['\tx', "'\tx"],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['pm25 (µg/m³)', 'pm25 (µg/m³)'],
])('writes the text %j as the cell %j', (text, expected) => {
  expect(cell(text)).toBe(expected)
})

it('keeps the comment one line of one cell, whatever the station is called', () => {
  const csv = seriesCsv({ station: 'WL-01', every: 'raw', parameters: [], points: [] }, station, 'Hà Nội')
  const [comment, header, end, ...rest] = csv.split('\r\n')
  expect(comment).toMatch(/^# Source: @owner;/)
  expect(comment).not.toMatch(/[,"]/)
  expect([header, end, rest]).toEqual(['time', '', []])
})

it('writes windows with their statistic, min, max and count; numbers keep their sign and unit-less headers no brackets', () => {
  const csv = seriesCsv(
    {
      ...{ station: 'WL-01', every: '1h' },
      parameters: [
        { id: 'temp', unit: '°C', statistic: 'mean' },
        { id: 'ph', unit: '', statistic: 'mean' },
      ],
      points: [
        {
          ...{ time: '2026-11-21T17:00:00.000Z', values: { temp: -1.5 }, flags: {} },
          ...{ count: { temp: 2 }, min: { temp: -2 }, max: { temp: -1 } },
        },
      ],
    },
    station,
    'Hà Nội',
  )
  expect(csv.split('\r\n').slice(1)).toEqual([
    'time,temp mean (°C),temp min (°C),temp max (°C),temp count,ph mean,ph min,ph max,ph count',
    '2026-11-22T00:00:00+07:00,-1.5,-2,-1,2,,,,',
    '',
  ])
})
