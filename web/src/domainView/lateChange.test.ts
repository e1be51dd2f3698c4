import { dayMs, hourMs } from '@city/domain/time/hanoiTime.ts'
import { expect, test } from 'vitest'
import { lateChange } from './lateChange.ts'

const hour = '2026-11-22T14:00:00Z'

test('within 15 minutes after its hour an index settles', () => {
  expect(lateChange({ time: hour, revised: { at: '2026-11-22T15:15:00Z', was: 117 } }, hourMs)).toBeNull()
  expect(lateChange({ time: hour, revised: null }, hourMs)).toBeNull()
  expect(lateChange({ time: hour }, hourMs)).toBeNull()
})

test('later changes are told, of hours and of days', () => {
  const revised = { at: '2026-11-22T15:15:01Z', was: 117 }
  expect(lateChange({ time: hour, revised }, hourMs)).toBe(revised)
  expect(lateChange({ time: hour, revised }, dayMs)).toBeNull()
  const nextDay = { at: '2026-11-23T14:15:01Z', was: 90 }
  expect(lateChange({ time: hour, revised: nextDay }, dayMs)).toBe(nextDay)
})
