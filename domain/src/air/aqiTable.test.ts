import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  aqiParameters,
  aqiTable,
  aqiTableAt,
  has8hSubIndex,
  isOverRange,
  roundIndex,
  subIndex,
  type AqiColumn,
  type AqiTable,
} from './aqiTable.ts'

// environment.md 1.10, edge values: concentration, unrounded sub-index, integer.
const edges: [AqiColumn, [number, number, number][]][] = [
  [
    'pm25',
    [
      [0, 0, 0],
      [24.9, 49.8, 50],
      [25, 50, 50],
      [25.1, 50.2, 50],
      [25.2, 50.4, 50],
      [25.3, 50.6, 51],
      [49.9, 99.8, 100],
      [50, 100, 100],
      [50.2, 100.33, 100],
      [50.4, 100.67, 101],
      [80, 150, 150],
      [80.5, 150.36, 150],
      [80.7, 150.5, 151],
      [150, 200, 200],
      [150.4, 200.4, 200],
      [150.5, 200.5, 201],
      [250, 300, 300],
      [250.5, 300.5, 301],
      [350, 400, 400],
      [499.9, 499.93, 500],
      [500, 500, 500],
      [500.1, 500, 500],
    ],
  ],
  [
    'pm10',
    [
      [50, 50, 50],
      [50.9, 50.45, 50],
      [51, 50.5, 51],
      [150, 100, 100],
      [151, 100.5, 101],
      [250, 150, 150],
      [350, 200, 200],
      [350.3, 200.43, 200],
      [350.4, 200.57, 201],
      [420, 300, 300],
      [500, 400, 400],
      [600, 500, 500],
      [601, 500, 500],
    ],
  ],
  [
    'o3',
    [
      [160, 50, 50],
      [200, 100, 100],
      [300, 150, 150],
      [400, 200, 200],
      [800, 300, 300],
      [1000, 400, 400],
      [1200, 500, 500],
      [1300, 500, 500],
    ],
  ],
  [
    'o3_8h',
    [
      [100, 50, 50],
      [120, 100, 100],
      [170, 150, 150],
      [210, 200, 200],
      [400, 300, 300],
    ],
  ],
  [
    'no2',
    [
      [100, 50, 50],
      [101, 50.5, 51],
      [118.7, 59.35, 59],
      [200, 100, 100],
      [205, 100.5, 101],
      [700, 150, 150],
      [1200, 200, 200],
      [2350, 300, 300],
      [3100, 400, 400],
      [3850, 500, 500],
    ],
  ],
  [
    'so2',
    [
      [125, 50, 50],
      [350, 100, 100],
      [550, 150, 150],
      [800, 200, 200],
      [1600, 300, 300],
      [2100, 400, 400],
      [2630, 500, 500],
    ],
  ],
  [
    'co',
    [
      [10_000, 50, 50],
      [10_200, 50.5, 51],
      [30_000, 100, 100],
      [45_000, 150, 150],
      [60_000, 200, 200],
      [90_000, 300, 300],
      [120_000, 400, 400],
      [150_000, 500, 500],
    ],
  ],
]

describe.each(edges)('edges of the column %s', (column, values) => {
  test.each(values)('%d µg/m³ gives %d, rounded %d', (concentration, unrounded, rounded) => {
    // The reference rounds to 2 decimals; 118.7 gives 118.7 / 2 of the second interval, not the misprinted 60.
    expect(Math.abs(subIndex(column, concentration) - unrounded)).toBeLessThanOrEqual(0.005 + 1e-9)
    expect(roundIndex(subIndex(column, concentration))).toBe(rounded)
  })
})

test('the 8-hour ozone column ends at 400', () => {
  expect(has8hSubIndex(400)).toBe(true)
  expect(has8hSubIndex(400.1)).toBe(false)
})

test('the last breakpoint is over the range, just below it is not', () => {
  for (const parameter of aqiParameters) {
    const last = aqiTable.breakpoints[parameter].at(-1)!
    expect(isOverRange(parameter, last)).toBe(true)
    expect(isOverRange(parameter, last - 0.1)).toBe(false)
  }
})

test('rounding is half-up after sums are cleaned', () => {
  expect([109.5, 109.49999999, 109.4999, 0.5, 99.4999].map(roundIndex)).toEqual([110, 110, 109, 1, 99])
})

test('a table holds from its first day in Hanoi; what is older is judged by the first', () => {
  const later: AqiTable = { ...aqiTable, method: 'next', validFrom: '2030-01-01' }
  const tables = [aqiTable, later]
  expect(aqiTableAt(Date.parse('2029-12-31T16:59:59Z'), tables)).toBe(aqiTable)
  expect(aqiTableAt(Date.parse('2029-12-31T17:00:00Z'), tables)).toBe(later)
  expect(aqiTableAt(0, tables)).toBe(aqiTable)
})

test.each(edges.map(([column]) => column))('%s: more never gives less, and never more than 500', (column) => {
  const concentration = fc.double({ min: 0, max: 200_000, noNaN: true })
  fc.assert(
    fc.property(concentration, concentration, (a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a]
      expect(subIndex(column, high)).toBeGreaterThanOrEqual(subIndex(column, low))
      expect(subIndex(column, high)).toBeLessThanOrEqual(500)
    }),
  )
})
