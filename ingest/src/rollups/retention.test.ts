import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openState } from '@city/store/state/openState.ts'
import { rawFrom, saveRollupMark } from '@city/store/state/rollupMarks.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { forgetTouchedHours, readTouchedHours, touchRange } from '@city/store/state/touchedHours.ts'
import { createRetention } from './retention.ts'

const now = Date.parse('2026-11-22T08:10:00Z')
/** Ten days before `now`, at midnight in Hanoi. */
const cut = Date.parse('2026-11-11T17:00:00Z')
const minute = 60_000

let folder: string
let db: StateDb
let clock: number
let deleted: [string, number][]
let fails: boolean
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'retention-'))
  db = openState(join(folder, 'state.sqlite'))
  clock = now
  deleted = []
  fails = false
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

function retention() {
  return createRetention({
    ...{ db, days: 10, now: () => clock, onRemoved: () => undefined, onError: () => undefined },
    series: {
      deleteBefore: async (measurement, time) => {
        if (fails) throw new Error('away')
        deleted.push([measurement, time])
      },
    },
  })
}

test('removes the readings of every domain from before a midnight of Hanoi', async () => {
  const one = retention()
  saveRollupMark(db, 'stored_marked', 1)
  clock += 11 * minute
  expect(await one.run()).toBe(true)
  expect(deleted).toEqual(['air', 'rain', 'water', 'flood'].map((domain) => [domain, cut]))
  expect(rawFrom(db)).toBe(cut)
})

test('removes nothing before all that was stored is marked, while older hours wait, or soon after the start', async () => {
  const one = retention()
  clock += 11 * minute
  expect(await one.run()).toBe(false)
  saveRollupMark(db, 'stored_marked', 1)
  touchRange(db, 'AQ-01', cut - 1, cut)
  expect(await one.run()).toBe(false)
  forgetTouchedHours(db, readTouchedHours(db, now, 10), now)
  expect(await retention().run()).toBe(false)
  expect([deleted, rawFrom(db)]).toEqual([[], -Infinity])
  expect(await one.run()).toBe(true)
})

test('waits until old files are no longer coming in', async () => {
  const one = retention()
  saveRollupMark(db, 'stored_marked', 1)
  clock += 11 * minute
  one.onSettled(cut - 1)
  clock += 9 * minute
  expect(await one.run()).toBe(false)
  one.onSettled(cut)
  clock += minute
  expect(await one.run()).toBe(true)
})

test('writes down what it removes before it does', async () => {
  const one = retention()
  saveRollupMark(db, 'stored_marked', 1)
  clock += 11 * minute
  fails = true
  await expect(one.run()).rejects.toThrow('away')
  expect(rawFrom(db)).toBe(cut)
})
