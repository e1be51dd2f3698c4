import { expect, test } from 'vitest'
import { durationParts } from './durationParts.ts'

const written = (seconds: number) =>
  durationParts(seconds)
    .map(({ unit, count }) => `${count} ${unit}`)
    .join(' ')

test.each([
  [0, '0 s'],
  [29.6, '30 s'],
  [60, '1 min'],
  [192, '3 min 12 s'],
  [3600, '1 h'],
  [3661, '1 h 1 min'],
  [90_061, '1 d 1 h'],
])('%d seconds are %s', (seconds, text) => {
  expect(written(seconds)).toBe(text)
})
