import { expect, test } from 'vitest'
import { standingRain } from './suspectRain.ts'

test('suspect rain stands in the amount, and its part is known', () => {
  const both = { total_mm: 92, complete: true }
  expect(standingRain({ total_mm: 12, suspect_mm: 80, complete: false, with_suspect: both })).toEqual({
    mm: 92,
    suspectMm: 80,
    complete: true,
  })
})

test('a gauge whose rain is all suspect has rained; one that sent nothing is unknown', () => {
  const both = { total_mm: 80, complete: false }
  expect(standingRain({ total_mm: null, suspect_mm: 80, complete: false, with_suspect: both })?.mm).toBe(80)
  expect(standingRain({ total_mm: null, suspect_mm: 0, complete: false, with_suspect: null })).toBeNull()
  expect(standingRain({ total_mm: 0, suspect_mm: 0, complete: true, with_suspect: null })).toEqual({
    mm: 0,
    suspectMm: 0,
    complete: true,
  })
})
