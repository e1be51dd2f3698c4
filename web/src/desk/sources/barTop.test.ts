import { expect, test } from 'vitest'
import { barTop } from './barTop.ts'

test('the largest of ordinary hours takes the full height', () => {
  expect(barTop([60, 0, 70, 120, 65])).toBe(120)
})

test('one hour of catching up does not flatten the others', () => {
  expect(barTop([60, 60, 60, 0, 1_200_000])).toBe(180)
})

test('a day without anything has a scale too', () => {
  expect(barTop([0, 0])).toBe(1)
  expect(barTop([])).toBe(1)
})
