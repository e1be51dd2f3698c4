import { expect, test } from 'vitest'
import { journalPace, withSample, type JournalSample } from './journalPace.ts'

const samplesOf = (...pairs: [seconds: number, readings: number][]) =>
  pairs.reduce<JournalSample[]>(
    (samples, [seconds, readings]) => withSample(samples, { at: seconds * 1000, readings }),
    [],
  )

test('tells how fast a journal empties and how long it takes', () => {
  // 410,000 in 10 s are 41,000 a second; 1,230,000 left are 30 s.
  expect(journalPace(samplesOf([0, 1_640_000], [5, 1_435_000], [10, 1_230_000]))).toEqual({
    perS: -41_000,
    remainingS: 30,
  })
})

test('a journal that grows never ends', () => {
  expect(journalPace(samplesOf([0, 1000], [5, 11_000]))).toEqual({ perS: 2000, remainingS: null })
})

test('one answer tells no pace', () => {
  expect(journalPace(samplesOf([0, 1000]))).toBeNull()
  expect(journalPace([])).toBeNull()
})

test('forgets what was before the last half minute', () => {
  expect(journalPace(samplesOf([0, 0], [100, 9000], [110, 8000]))?.perS).toBe(-100)
})
