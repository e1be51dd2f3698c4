import { expect, it } from 'vitest'
import { statisticOf, valueOf } from './statistic.ts'

const hourMs = 3_600_000
const stats = (count: number, mean: number) => ({ count, mean, min: 0, max: 9 })

it('six ten-minute sums make an hour', () => {
  expect(valueOf('sum', stats(6, 2), hourMs)).toBe(12)
  expect(valueOf('sum', stats(3, 2), hourMs)).toBe(6)
})

it('sixty overlapping ones of a gauge that reports every minute are no more', () => {
  expect(valueOf('sum', stats(60, 2), hourMs)).toBe(12)
  expect(valueOf('sum', stats(1440, 0.5), 24 * hourMs)).toBe(72)
})

it('a window shorter than ten minutes shows the sum that ended in it', () => {
  expect(valueOf('sum', stats(1, 4), 300_000)).toBe(4)
})

it('counters show where they stood', () => {
  expect(['tips', 'rain_day', 'rain_1h', 'rain_10m', 'wd'].map(statisticOf)).toEqual([
    'max',
    'max',
    'max',
    'sum',
    undefined,
  ])
})
