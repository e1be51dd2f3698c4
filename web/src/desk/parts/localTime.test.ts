import { expect, test } from 'vitest'
import { localMoment, localText } from './localTime.ts'

test('a field holds Hanoi’s time and gives it back with its offset', () => {
  const at = Date.parse('2026-11-22T07:05:00Z')
  expect(localText(at)).toBe('2026-11-22T14:05')
  expect(Date.parse(localMoment(localText(at)) ?? '')).toBe(at)
})

test('an empty field is no moment', () => {
  expect(localMoment('')).toBeNull()
})
