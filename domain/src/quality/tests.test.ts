import { expect, test } from 'vitest'
import { packTests, unpackTests } from './tests.ts'

test('outcomes are packed four bits each, the device lowest, and come out as they went in', () => {
  const outcomes = { device: 13, range: 1, step: 3, spike: 3, flat: 4, cross: 0, override: 9, clipped: 1 }
  expect(packTests(outcomes)).toBe(0x1_90_43_31_d)
  expect(unpackTests(packTests(outcomes))).toEqual(outcomes)
})
