import { expect, test } from 'vitest'
import { createFormat } from './format.ts'
import { firstLanguage } from './i18n.ts'

const vi = createFormat('vi')
const en = createFormat('en')
const at = Date.parse('2026-11-22T07:05:00Z') // 14:05 in Hanoi

test('writes Vietnamese numbers with a decimal comma', () => {
  expect(vi.number(1234.5, 1)).toBe('1.234,5')
  expect(en.number(1234.5, 1)).toBe('1,234.5')
})

test('writes percent with the mark of the language', () => {
  expect(vi.percent(0.934)).toBe('93,4%')
  expect(en.percent(0.934)).toBe('93.4%')
})

test('shows times in Hanoi whatever the zone of the machine', () => {
  expect(vi.dateTime(at)).toBe('14:05, 22/11/2026')
  expect(en.dateTime(at)).toBe('14:05, 22 Nov 2026')
  expect(vi.date(Date.parse('2026-11-22T17:30:00Z'))).toBe('23/11/2026')
  expect(vi.time(Date.parse('2026-11-22T17:00:00Z'))).toBe('00:00')
})

test('leaves out what is the same as now', () => {
  expect(vi.moment(at, at + 3_600_000)).toBe('14:05')
  expect(vi.moment(at, at + 86_400_000)).toBe('14:05, 22/11')
  expect(en.moment(at, at + 86_400_000)).toBe('14:05, 22 Nov')
  expect(vi.moment(at, at + 60 * 86_400_000)).toBe('14:05, 22/11/2026')
})

test('says how long ago in whole units', () => {
  expect(vi.ago(59_000)).toBe('')
  expect(vi.ago(7 * 60_000 + 59_000)).toBe('7 phút trước')
  expect(en.ago(60_000)).toBe('1 minute ago')
  expect(en.ago(47 * 3_600_000)).toBe('47 hours ago')
  expect(vi.ago(49 * 3_600_000)).toBe('2 ngày trước')
})

test('puts a unit after a narrow space and nothing for a value without unit', () => {
  expect(vi.quantity(35.2, 'µg/m³', 1)).toBe('35,2\u202fµg/m³')
  expect(vi.quantity(7.4, '', 2)).toBe('7,40')
})

test('takes the language from the address before the stored one', () => {
  expect(firstLanguage('?lang=en', 'vi')).toBe('en')
  expect(firstLanguage('?lang=fr', 'en')).toBe('en')
  expect(firstLanguage('', null)).toBe('vi')
})
