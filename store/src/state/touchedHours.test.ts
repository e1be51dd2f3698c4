import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openState } from './openState.ts'
import type { StateDb } from './stateDb.ts'
import { rawFrom, saveRollupMark } from './rollupMarks.ts'
import {
  countTouchedHours,
  forgetTouchedHours,
  hasTouchedHours,
  readTouchedHours,
  touchRange,
  touchedHoursOf,
  touchedHoursWriter,
} from './touchedHours.ts'

const at = (text: string) => Date.parse(`2026-11-${text}:00Z`)
const end = at('22T08:00')

let folder: string
let db: StateDb
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'touched-'))
  db = openState(join(folder, 'state.sqlite'))
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

test('one row per station and day spans what was touched, newest day first', () => {
  const touch = touchedHoursWriter(db)
  touch('AQ-01', at('22T05:00'), at('22T05:00'))
  touch('AQ-01', at('22T02:00'), at('22T03:00'))
  touch('AQ-01', at('20T23:00'), at('20T23:00'))
  expect(readTouchedHours(db, end, 10)).toEqual([
    { station: 'AQ-01', day: at('22T00:00'), from: at('22T02:00'), to: at('22T05:00'), version: 2 },
    { station: 'AQ-01', day: at('20T00:00'), from: at('20T23:00'), to: at('20T23:00'), version: 1 },
  ])
})

test('a row that is touched again while it is computed stays', () => {
  const touch = touchedHoursWriter(db)
  touch('AQ-01', at('22T05:00'), at('22T05:00'))
  const rows = readTouchedHours(db, end, 10)
  touch('AQ-01', at('22T05:00'), at('22T05:00'))
  forgetTouchedHours(db, rows, end)
  expect(readTouchedHours(db, end, 10)).toMatchObject([{ from: at('22T05:00'), version: 2 }])
})

test('what has not ended stays when the hours before it are forgotten', () => {
  touchedHoursWriter(db)('AQ-01', at('22T05:00'), at('22T08:00'))
  forgetTouchedHours(db, readTouchedHours(db, end, 10), end)
  expect(readTouchedHours(db, end, 10)).toEqual([])
  expect(readTouchedHours(db, at('22T09:00'), 10)).toMatchObject([{ from: end, to: end }])
})

test('a range marks every hour of its days, and what waits of a span is counted and listed', () => {
  expect(touchRange(db, 'AQ-01', at('20T22:30'), at('22T01:00'))).toBe(3)
  touchRange(db, 'AQ-02', at('21T00:00'), at('21T02:00'))
  expect(touchedHoursOf(db, { station: 'AQ-01', from: at('20T00:00'), to: end })).toEqual([
    { from: at('20T22:00'), to: at('20T23:00') },
    { from: at('21T00:00'), to: at('21T23:00') },
    { from: at('22T00:00'), to: at('22T00:00') },
  ])
  expect(countTouchedHours(db, { from: at('21T00:00'), to: at('22T00:00') })).toBe(2)
  expect(countTouchedHours(db, { station: 'AQ-02', from: at('21T02:00'), to: end })).toBe(0)
  expect(countTouchedHours(db, { from: at('20T23:59'), to: end })).toBe(4)
  expect(hasTouchedHours(db, at('20T22:00'))).toBe(false)
  expect(hasTouchedHours(db, at('20T23:00'))).toBe(true)
})

test('a mark of rollups never goes back', () => {
  expect(rawFrom(db)).toBe(-Infinity)
  saveRollupMark(db, 'raw_from', at('20T17:00'))
  saveRollupMark(db, 'raw_from', at('19T17:00'))
  expect(rawFrom(db)).toBe(at('20T17:00'))
})
