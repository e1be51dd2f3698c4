import { expect, it } from 'vitest'
import { dayEnd, hanoiTime, moment } from './cityTime.ts'

const parsed = (text: string) => moment.safeParse(text).data

it('reads a time with its offset, also when the address lost the plus sign', () => {
  const seven = Date.parse('2026-11-22T00:00:00Z')
  expect(parsed('2026-11-22T07:00:00+07:00')).toBe(seven)
  expect(parsed('2026-11-22T07:00:00 07:00')).toBe(seven)
  expect(parsed('2026-11-22T00:00:00Z')).toBe(seven)
})

it('reads a date as the start of that day in Hanoi', () => {
  expect(parsed('2026-11-22')).toBe(Date.parse('2026-11-21T17:00:00Z'))
})

it('reads a date that ends a period as the end of that day', () => {
  expect(dayEnd.parse('2025-07-31')).toBe(Date.parse('2025-07-31T16:59:59.999Z'))
  expect(dayEnd.parse('2025-07-31T12:00:00Z')).toBe(Date.parse('2025-07-31T12:00:00Z'))
})

it.each(['', 'today', '2026-11-22T07:00:00', '2026-02-30', '22/11/2026', '1e3'])('refuses "%s"', (text) => {
  expect(parsed(text)).toBeUndefined()
})

it('writes Hanoi time with its offset', () => {
  expect(hanoiTime(Date.parse('2026-11-21T17:05:09.999Z'))).toBe('2026-11-22T00:05:09+07:00')
})
