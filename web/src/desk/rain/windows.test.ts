import { expect, test } from 'vitest'
import { totalLevel } from './windows.ts'

const base = {
  as_of: null,
  to: '2026-11-22T09:00:00Z',
  suspect_mm: 0,
  with_suspect: null,
  complete: true,
  intensity_class: null,
}
const total = (mm: number | null) => ({ ...base, total_mm: mm })

test('nothing received has no level, dry has the lowest', () => {
  expect(totalLevel(total(null), '1h')).toBeNull()
  expect(totalLevel(total(0), '1h')).toBe(0)
})

test('short windows go by mean intensity: 50 mm in 2 h is 25 mm/h', () => {
  expect(totalLevel(total(50), '2h')).toBe(4)
  expect(totalLevel(total(12.5), '15m')).toBe(5)
})

test('long windows go by the national class', () => {
  const heavy = {
    code: 'heavy',
    name: { vi: '', en: '' },
    table: '24h',
    at_least: false,
    unconfirmed: false,
  } as const
  expect(totalLevel({ ...total(80), intensity_class: heavy }, '24h')).toBe(4)
})

test('two days go by the class of the mean day: 310 mm is very heavy', () => {
  expect(totalLevel(total(310), '48h')).toBe(5)
  expect(totalLevel(total(100), '48h')).toBe(3)
})

test('suspect rain has its level, also where nothing else was received', () => {
  const suspect = { suspect_mm: 80, with_suspect: { total_mm: 80, complete: false } }
  expect(totalLevel({ ...total(null), ...suspect }, '1h')).toBe(5)
  expect(totalLevel({ ...total(0), ...suspect }, '2h')).toBe(4)
})
