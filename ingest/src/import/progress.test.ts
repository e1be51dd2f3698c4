import { expect, test } from 'vitest'
import { duration, progressLine } from './progress.ts'

const standing = {
  name: 'march.csv',
  share: 0.5,
  startShare: 0.25,
  readings: 1_500_000,
  newReadings: 500_000,
  elapsedMs: 5000,
}

test('bar, readings, rate of this run and remaining time by the share that this run has done', () => {
  expect(progressLine(standing)).toBe(
    'march.csv  [============            ] 50 %  1,500,000 readings  100,000/s  0:10 left',
  )
})

test('without a known length there is neither bar nor remaining time', () => {
  expect(progressLine({ ...standing, share: null })).toBe('march.csv  1,500,000 readings  100,000/s')
})

test('a line never grows beyond the terminal', () => {
  for (let width = 1; width < 100; width++)
    expect(progressLine(standing, width).length).toBeLessThanOrEqual(width)
})

test('durations', () => {
  expect([duration(999), duration(61_000), duration(3_661_000)]).toEqual(['0:01', '1:01', '1:01:01'])
})
