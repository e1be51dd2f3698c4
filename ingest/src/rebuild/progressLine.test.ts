import { expect, test } from 'vitest'
import { progressText } from './progressLine.ts'

test('progress says what is done, how fast, and how long the rest takes', () => {
  expect(progressText(300, 1200, 10_000)).toBe('300/1200 station-days (25 %), 30/s, 30 s left')
  expect(progressText(5, 2005, 10_000)).toBe('5/2005 station-days (0 %), 0.5/s, 67 min left')
  expect(progressText(0, 10, 0)).toBe('0/10 station-days (0 %), 0.0/s, waiting')
  expect(progressText(10, 10, 2000)).toBe('10/10 station-days (100 %), 5.0/s, done')
})
