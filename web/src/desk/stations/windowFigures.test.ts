import { expect, test } from 'vitest'
import { windowFigures } from './windowFigures.ts'

const time = '2026-11-22T07:00:00Z'
const raw = (value: number, flag?: number) => ({
  time,
  values: { pm25: value },
  flags: flag === undefined ? {} : { pm25: flag },
})

test('knows nothing of nothing', () => {
  expect(windowFigures([], 'pm25')).toBeUndefined()
  expect(windowFigures([raw(999, 4)], 'pm25')).toBeUndefined()
  expect(windowFigures([{ time, values: {}, flags: {} }], 'pm25')).toBeUndefined()
})

test('a failed value counts nowhere, a suspect one not in the mean', () => {
  expect(windowFigures([raw(10), raw(20, 2), raw(600, 3), raw(5000, 4)], 'pm25')).toEqual({
    count: 3,
    min: 10,
    mean: 15,
    sum: null,
    max: 600,
    suspect: 1,
    failed: 1,
  })
})

test('windows weigh by their count and bring the true extremes', () => {
  const window = (mean: number, count: number, min: number, max: number) => ({
    time,
    values: { pm25: mean },
    flags: {},
    count: { pm25: count },
    min: { pm25: min },
    max: { pm25: max },
  })
  // (3 × 10 + 1 × 50) / 4 = 20
  expect(windowFigures([window(10, 3, 4, 18), window(50, 1, 50, 50)], 'pm25', 'mean')).toMatchObject({
    count: 4,
    min: 4,
    mean: 20,
    max: 50,
  })
})

test('rain of ten minutes adds up', () => {
  const hour = (sum: number) => ({
    time,
    values: { rain_10m: sum },
    flags: {},
    count: { rain_10m: 6 },
    min: { rain_10m: 0 },
    max: { rain_10m: 3 },
  })
  expect(windowFigures([hour(6), hour(1.5)], 'rain_10m', 'sum')).toMatchObject({
    sum: 7.5,
    count: 12,
    mean: 0.625,
  })
})

test('largest values have no mean', () => {
  const hour = { time, values: { rain_1h: 9 }, flags: {}, count: { rain_1h: 6 } }
  expect(windowFigures([hour], 'rain_1h', 'max')).toMatchObject({ mean: null, max: 9 })
})
