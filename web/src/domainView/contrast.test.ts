import { expect, test } from 'vitest'
import { contrastOf, inkOn } from './contrast.ts'

// Computed independently for the official colours: on white, on black.
test.each([
  ['#00e400', 1.74, 12.1],
  ['#ffff00', 1.07, 19.56],
  ['#ff7e00', 2.55, 8.24],
  ['#ff0000', 4.0, 5.25],
  ['#8f3f97', 6.31, 3.33],
  ['#7e0023', 10.99, 1.91],
])('contrast of %s is %d on white and %d on black', (fill, onWhite, onBlack) => {
  expect(contrastOf(fill, '#ffffff')).toBeCloseTo(onWhite, 1)
  expect(contrastOf('#000000', fill)).toBeCloseTo(onBlack, 1)
})

test('chooses the text colour by contrast', () => {
  expect(inkOn('#ffff00')).toBe('#000000')
  expect(inkOn('#7e0023')).toBe('#ffffff')
})

test('refuses what is not a colour', () => {
  expect(() => contrastOf('red', '#000000')).toThrow('not a colour')
})
