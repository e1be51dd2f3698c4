import { expect, test } from 'vitest'
import { airBands, colourOf, levelOf } from './airBand.ts'

test('counts levels from 1 to 6', () => {
  expect(airBands.map(levelOf)).toEqual([1, 2, 3, 4, 5, 6])
})

test('gives fill and text colour as tokens', () => {
  expect(colourOf('very_bad')).toEqual({ fill: 'var(--aqi-very_bad)', ink: 'var(--aqi-very_bad-ink)' })
})
