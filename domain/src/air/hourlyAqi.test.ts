import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bandOf, roundIndex, subIndex } from './aqiTable.ts'
import { hourlyAqi } from './hourlyAqi.ts'
import type { HourlyMeans } from './hourlyMeans.ts'

const gap = undefined
const twelve = (value: number) => Array<number>(12).fill(value)

// environment.md 1.10: lists are the current hour first. Expected: AQI, main parameter, rounded sub-indices.
const examples: [string, HourlyMeans, number | null, string | null, Record<string, number>][] = [
  [
    'A0',
    {
      pm25: [20.6, 19.6, 22.4, 20.3, 16.5, 19, 16.5, 19.5, 23.5, 20.5, 24.7, 26.9],
      o3: [136.1],
      no2: [118.7],
    },
    59,
    'no2',
    { pm25: 41, o3: 43, no2: 59 },
  ],
  [
    'A1',
    {
      pm25: [120, 90, 60, 40, 35, 30, 28, 26, 25, 25, 26, 28],
      pm10: [180, 140, 100, 80, 70, 65, 60, 60, 58, 58, 60, 62],
      o3: [30],
      no2: [110],
      so2: [25],
      co: [2500],
    },
    160,
    'pm25',
    { pm25: 160, pm10: 98, o3: 9, no2: 55, so2: 10, co: 13 },
  ],
  [
    'A2',
    { pm25: [120, gap, 60, 40, 35, 30, 28, 26, 25, 25, 26, 28], no2: [80] },
    161,
    'pm25',
    { pm25: 161, no2: 40 },
  ],
  [
    'A3',
    {
      pm25: [gap, 62, 58, 55, gap, 50, 52, 54, 57, 60, 61, 59],
      pm10: [gap, 95, 90, 88, gap, 80, 82, 85, 88, 92, 94, 90],
      o3: [45],
    },
    112,
    'pm25',
    { pm25: 112, pm10: 69, o3: 14 },
  ],
  [
    'A4',
    {
      pm25: [gap, gap, 58, 55, 50, 50, 52, 54, 57, 60, 61, 59],
      pm10: [88, 90, 90, 88, 85, 80, 82, 85, 88, 92, 94, 90],
      no2: [60],
    },
    69,
    'pm10',
    { pm10: 69, no2: 30 },
  ],
  ['A5', { pm25: [gap, gap, 58, 50, 50], o3: [210], no2: [90] }, null, null, { o3: 105, no2: 45 }],
  ['A6', { pm25: [40, 44] }, 84, 'pm25', { pm25: 84 }],
  ['A7', { pm25: twelve(0) }, 0, 'pm25', { pm25: 0 }],
  [
    'A8',
    { pm25: twelve(25), o3: [160], no2: [100], so2: [125], co: [10_000] },
    50,
    'pm25',
    { pm25: 50, o3: 50, no2: 50, so2: 50, co: 50 },
  ],
  [
    'A9',
    { pm25: [620, 600, 580, 560, 540, 530, 520, 510, 505, 505, 505, 505], pm10: twelve(700) },
    500,
    'pm25',
    { pm25: 500, pm10: 500 },
  ],
  [
    'A10',
    {
      pm25: [48, 47, 45, 44, gap, 42, 41, 40, 41, 43, 44, 46],
      pm10: [102, 100, 98, 95, 94, gap, 90, 88, 90, 92, 95, 99],
      o3: [88.4],
      no2: [71.2],
      so2: [18],
      co: [1450],
    },
    90,
    'pm25',
    { pm25: 90, pm10: 73, o3: 28, no2: 36, so2: 7, co: 7 },
  ],
  [
    'A11',
    { pm25: twelve(30), o3: [305], no2: [450], so2: [400], co: [35_000] },
    153,
    'o3',
    { pm25: 60, o3: 153, no2: 125, so2: 113, co: 117 },
  ],
]

describe('hourly VN_AQI, worked examples of environment.md 1.10', () => {
  test.each(examples)('%s', (_, means, aqi, main, subIndices) => {
    const result = hourlyAqi(means)
    expect(result.aqi).toBe(aqi)
    expect(result.main).toBe(main)
    expect(result.subIndices).toEqual(subIndices)
  })

  test('A9 says that the concentration is over the table', () => {
    expect(hourlyAqi({ pm25: twelve(620) }).overRange).toEqual(['pm25'])
  })

  test('names the missing hours of the NowCast', () => {
    expect(hourlyAqi({ pm25: [120, gap, 60] }).missingAges.pm25).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  })
})

describe('edges of the PM2.5 column, environment.md 1.10', () => {
  test.each([
    [24.9, 50],
    [25, 50],
    [25.2, 50],
    [25.3, 51],
    [49.9, 100],
    [50.2, 100],
    [50.4, 101],
    [80.5, 150],
    [80.7, 151],
    [150.4, 200],
    [150.5, 201],
    [250.5, 301],
    [499.9, 500],
    [500.1, 500],
  ])('%d µg/m³ gives %d', (concentration, index) => {
    expect(roundIndex(subIndex('pm25', concentration))).toBe(index)
  })

  test('the band is looked up with the rounded index', () => {
    expect([50, 51, 100, 101, 150, 151, 200, 201, 300, 301].map(bandOf)).toEqual([
      'good',
      'moderate',
      'moderate',
      'poor',
      'poor',
      'bad',
      'bad',
      'very_bad',
      'very_bad',
      'hazardous',
    ])
  })
})

test('more PM2.5 in any hour never lowers what a station alone with constant air gets', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 900, noNaN: true }),
      fc.double({ min: 0, max: 100, noNaN: true }),
      (a, more) => {
        expect(hourlyAqi({ pm25: twelve(a + more) }).aqi!).toBeGreaterThanOrEqual(
          hourlyAqi({ pm25: twelve(a) }).aqi!,
        )
      },
    ),
  )
})
