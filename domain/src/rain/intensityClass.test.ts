import { expect, test } from 'vitest'
import { intensityClassOf, intensityCode } from './intensityClass.ts'

// Edge tests of environment.md 5.1.
test.each([
  [0, 'none'],
  [0.1, 'light'],
  [5.9, 'light'],
  [6, 'rain'],
  [15.9, 'rain'],
  [16, 'moderate'],
  [50, 'moderate'],
  [50.1, 'heavy'],
  [100, 'heavy'],
  [100.1, 'very_heavy'],
])('%d mm in 24 h is %s', (mm, code) => expect(intensityCode(mm, '24h')).toBe(code))

test.each([
  [0, 'none'],
  [0.2, 'trace'],
  [0.3, 'light'],
  [2.9, 'light'],
  [3, 'rain'],
  [7.9, 'rain'],
  [8, 'moderate'],
  [25, 'moderate'],
  [25.1, 'heavy'],
  [50, 'heavy'],
  [50.1, 'very_heavy'],
])('%d mm in 12 h is %s', (mm, code) => expect(intensityCode(mm, '12h')).toBe(code))

test('a lower bound gives a lower class, and no rain in half a day of reports gives none', () => {
  expect(intensityClassOf('24h', { totalMm: 51, complete: false })).toMatchObject({
    code: 'heavy',
    at_least: true,
  })
  expect(intensityClassOf('24h', { totalMm: 0, complete: false })).toBeNull()
  expect(intensityClassOf('24h', { totalMm: null, complete: false })).toBeNull()
  expect(intensityClassOf('1h', { totalMm: 51, complete: true })).toBeNull()
})

test('the class that suspect rain makes stands where it is higher, marked', () => {
  const total = { totalMm: 20, complete: false }
  expect(intensityClassOf('24h', total, { totalMm: 100.1, complete: true })).toMatchObject({
    ...{ code: 'very_heavy', at_least: false, unconfirmed: true },
  })
  expect(intensityClassOf('24h', total, { totalMm: 50, complete: true })).toMatchObject({
    ...{ code: 'moderate', at_least: true, unconfirmed: false },
  })
})
