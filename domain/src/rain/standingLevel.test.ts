import { expect, test } from 'vitest'
import { compareLevels, standingLevel, type MeasuredRain } from './rainLevel.ts'
import { defaultRainLevels } from './rainSettings.ts'

/** Rain of 2 hours, confirmed and with suspect values; the other windows are dry and complete. */
const inTwoHours = (mm: number | null, all: number | null, complete = true) =>
  standingLevel(defaultRainLevels, (minutes): MeasuredRain => {
    if (minutes !== 120) return { mm: 0, complete: true }
    return { mm, complete, withSuspect: all === null ? null : { mm: all, complete: true } }
  })

// The numbers of environment.md 5.2: 50 mm/2 h likely, 70 widespread, 100 severe.
test('the higher level stands, and says that it is not confirmed', () => {
  expect(inTwoHours(58, 100)).toMatchObject({
    ...{ code: 'severe', unconfirmed: true, suspectMm: 42, confirmedCode: 'likely' },
    by: { mm: 100, windowMin: 120, thresholdMm: 100, complete: true },
  })
  expect(inTwoHours(null, 70, false)).toMatchObject({
    ...{ code: 'widespread', unconfirmed: true, suspectMm: 70, confirmedCode: 'unknown' },
  })
})

test('suspect rain that makes no difference leaves the level confirmed', () => {
  expect(inTwoHours(50, 69.9)).toMatchObject({ code: 'likely', unconfirmed: false, suspectMm: 0 })
  expect(inTwoHours(50, 69.9).by?.mm).toBe(50)
  expect(inTwoHours(50, null)).toMatchObject({ code: 'likely', unconfirmed: false })
})

test('suspect values never say that there is no rain', () => {
  expect(inTwoHours(3, 5, false)).toMatchObject({ code: 'unknown', unconfirmed: false })
})

test('of equal levels the confirmed one comes first', () => {
  expect(compareLevels(inTwoHours(100, null), inTwoHours(20, 120))).toBeGreaterThan(0)
  expect(compareLevels(inTwoHours(60, null), inTwoHours(20, 120))).toBeLessThan(0)
})
