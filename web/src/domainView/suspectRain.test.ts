import { expect, test } from 'vitest'
import { standingRain } from './suspectRain.ts'

const times = { as_of: '2026-11-22T09:00:00Z', to: '2026-11-22T09:20:00Z' }

test('suspect rain stands in the amount, its part is known, and it is as new as the suspect report', () => {
  const both = { total_mm: 92, complete: true }
  expect(
    standingRain({ ...times, total_mm: 12, suspect_mm: 80, complete: false, with_suspect: both }),
  ).toEqual({ mm: 92, suspectMm: 80, complete: true, asOf: Date.parse(times.to) })
})

test('a gauge whose rain is all suspect has rained; one that sent nothing is unknown', () => {
  const nothing = {
    ...times,
    as_of: null,
    total_mm: null,
    suspect_mm: 0,
    complete: false,
    with_suspect: null,
  }
  const both = { total_mm: 80, complete: false }
  expect(standingRain({ ...nothing, suspect_mm: 80, with_suspect: both })).toMatchObject({
    mm: 80,
    asOf: Date.parse(times.to),
  })
  expect(standingRain(nothing)).toBeNull()
})

test('a dry gauge is dry as of its newest confirmed report', () => {
  const dry = { ...times, total_mm: 0, suspect_mm: 0, complete: true, with_suspect: null }
  expect(standingRain(dry)).toEqual({ mm: 0, suspectMm: 0, complete: true, asOf: Date.parse(times.as_of) })
})

test('suspect rain of a gauge that is no longer heard is as old as its last report, though its window ends now', () => {
  const both = { total_mm: 104, complete: false }
  const item = { ...times, total_mm: 0, suspect_mm: 104, complete: false, with_suspect: both }
  const lastReport = Date.parse('2026-11-22T09:10:00Z')
  expect(standingRain(item, lastReport)?.asOf).toBe(lastReport)
})
