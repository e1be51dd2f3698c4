import { expect, test } from 'vitest'
import { measurements } from './measurements.ts'
import { completenessOf, figuresOf, joinedStats, putFigures, putNone, rolledUpParameters } from './rollups.ts'

const hour = 3_600_000

test('completeness is the share of what the interval promises, at most 1', () => {
  expect(completenessOf(9, hour, 300)).toBe(0.75)
  expect(completenessOf(60, hour, 300)).toBe(1)
  expect(completenessOf(72, 24 * hour, 600)).toBe(0.5)
  expect(completenessOf(1, hour, 7200)).toBe(1)
  expect(completenessOf(0, hour, 300)).toBe(0)
})

test('figures come back out of their fields, and a count of 0 makes what is left over nothing', () => {
  const figures = { count: 3, mean: 2, min: 1, max: 3, completeness: 0.25 }
  const fields: Record<string, number | string> = {}
  putFigures(fields, 'pm25', figures, true)
  expect(fields).toEqual({ pm25: 2, pm25_count: 3, pm25_min: 1, pm25_max: 3, pm25_completeness: 0.25 })
  expect(figuresOf(fields, 'pm25')).toEqual(figures)
  expect(figuresOf(fields, 'pm10')).toBeUndefined()
  putNone(fields, 'pm25')
  expect(figuresOf(fields, 'pm25')).toBeUndefined()
})

test('min and max of one value are said only where others may have been written before', () => {
  const figures = { count: 1, mean: 2, min: 2, max: 2, completeness: 1 }
  const fields: Record<string, number | string> = {}
  putFigures(fields, 'pm25', figures, true)
  expect(fields).toEqual({ pm25: 2, pm25_count: 1, pm25_completeness: 1 })
  expect(figuresOf(fields, 'pm25')).toEqual(figures)
  putFigures(fields, 'pm25', figures, false)
  expect(fields).toMatchObject({ pm25_min: 2, pm25_max: 2 })
})

test('what is flagged 1 alone is told apart where it was written and counts less', () => {
  const fields = { pm25: 2, pm25_count: 4, pm25_completeness: 1, pm25_good: 3, pm25_good_count: 2 }
  expect(figuresOf(fields, 'pm25')?.good).toEqual({ count: 2, mean: 3 })
  expect(figuresOf({ ...fields, pm25_good_count: 4 }, 'pm25')?.good).toBeUndefined()
})

// By hand: (3·10 + 1·30) / 4 = 15.
test('a longer window weighs means by their count', () => {
  const parts = [
    { count: 3, mean: 10, min: 4, max: 12 },
    { count: 1, mean: 30, min: 30, max: 30 },
  ]
  expect(joinedStats(parts)).toEqual({ count: 4, mean: 15, min: 4, max: 30 })
  expect(joinedStats([])).toBeUndefined()
})

test('hours and days of every domain are declared, wind direction apart', () => {
  for (const name of [
    'air_1h',
    'air_1d',
    'rain_1h',
    'rain_1d',
    'water_1h',
    'water_1d',
    'flood_1h',
    'flood_1d',
  ])
    expect(measurements[name]?.tags).toEqual(['station'])
  expect(measurements['air_1h']?.fields).toMatchObject({
    pm25: 'float',
    pm25_count: 'integer',
    pm25_min: 'float',
  })
  expect(measurements['rain_1d']?.fields).toMatchObject({ rain_1h: 'float', rain_1h_completeness: 'float' })
  expect(rolledUpParameters('air')).not.toContain('wd')
})
