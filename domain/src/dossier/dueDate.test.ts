import { expect, test } from 'vitest'
import { dueAfterCalendarDays, dueAfterWorkingHours, isWorkingDay } from './dueDate.ts'
import { hanoiDay } from './classify.ts'

// dossiers.md 1.5, checked examples: calendar 08–12/13–17, holidays 1–2 September 2025
const calendar = {
  hours: [
    ['08:00', '12:00'],
    ['13:00', '17:00'],
  ] as [string, string][],
  non_working: ['2025-09-01', '2025-09-02'],
  extra_working: [],
}
const at = (text: string) => Date.parse(`${text}:00+07:00`)

test.each([
  ['2025-07-07T10:00', 24, '2025-07-10T10:00'],
  ['2025-07-04T15:30', 24, '2025-07-09T15:30'],
  ['2025-07-04T17:45', 24, '2025-07-10T08:00'],
  ['2025-07-05T09:00', 8, '2025-07-08T08:00'],
  ['2025-08-29T14:00', 16, '2025-09-04T14:00'],
  ['2025-07-07T15:00', 4, '2025-07-08T10:00'],
  ['2025-07-07T10:00', 136, '2025-07-30T10:00'],
])('received %s with %i working hours is due %s', (received, hours, due) => {
  expect(dueAfterWorkingHours(at(received), hours, calendar)).toBe(at(due))
})

test('reception in the lunch break counts from the afternoon opening', () => {
  expect(dueAfterWorkingHours(at('2025-07-07T12:30'), 2, calendar)).toBe(at('2025-07-07T15:00'))
})

test('a weekend that is worked in exchange counts as a working day', () => {
  const swapped = { ...calendar, extra_working: ['2025-07-12'] }
  expect(dueAfterWorkingHours(at('2025-07-11T10:00'), 8, swapped)).toBe(at('2025-07-12T10:00'))
  expect(isWorkingDay(hanoiDay(at('2025-07-12T10:00')), calendar)).toBe(false)
})

test('calendar days end on the next working day when the last is none', () => {
  expect(dueAfterCalendarDays(at('2025-07-07T10:00'), 5, calendar)).toBe(at('2025-07-14T10:00'))
  expect(dueAfterCalendarDays(at('2025-07-07T10:00'), 3, calendar)).toBe(at('2025-07-10T10:00'))
})

test('a calendar without working hours is refused', () => {
  expect(() => dueAfterWorkingHours(0, 8, { ...calendar, hours: [] })).toThrow(RangeError)
})
