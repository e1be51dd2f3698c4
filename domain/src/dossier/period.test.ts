import { expect, test } from 'vitest'
import { defaultPeriod, wholeDays } from './period.ts'

const at = (text: string) => Date.parse(`${text}+07:00`)

test('the default is the calendar month of Hanoi to the end of today', () => {
  // 18:00 UTC on 31 October is already 1 November in Hanoi
  expect(defaultPeriod(Date.parse('2026-10-31T18:00:00Z'))).toEqual({
    from: at('2026-11-01T00:00:00'),
    to: at('2026-11-01T23:59:59.999'),
  })
})

test('a period that ends at midnight ends with the day before', () => {
  const july = { from: at('2025-07-01T00:00:00'), to: at('2025-07-31T23:59:59.999') }
  expect(wholeDays(at('2025-07-01T00:00:00'), at('2025-08-01T00:00:00'))).toEqual(july)
  expect(wholeDays(at('2025-07-01T10:00:00'), at('2025-07-31T12:00:00'))).toEqual(july)
})

test('a period that ends before it begins, or never, is refused', () => {
  expect(() => wholeDays(at('2025-08-02T00:00:00'), at('2025-08-01T00:00:00'))).toThrow(RangeError)
  expect(() => wholeDays(0, Number.NaN)).toThrow(RangeError)
  expect(() => wholeDays(0, at('2025-08-01T00:00:00'))).toThrow(RangeError)
})
