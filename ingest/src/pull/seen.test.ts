import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { pullTables } from '@city/store/state/pullSeen.ts'
import type { ForeignBody } from '@city/domain/foreign/foreignBody.ts'
import { createSeen } from './seen.ts'

const now = Date.UTC(2026, 10, 22, 3, 30)
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

function fresh() {
  const db = new DatabaseSync(':memory:')
  db.exec(pullTables)
  return db
}
const open = (db: DatabaseSync, at = now) => createSeen(db, 'portal', 31 * day, () => at)
const body = (ts: number | string, pm25: number): ForeignBody => ({ station: 'AQ-01', ts, values: { pm25 } })
const month = Array.from({ length: 30 * 24 }, (_, i) => body(now - 10 * minute - (720 - i) * hour, i))

test('what is the same is passed over; what is new or different goes on, wherever it stands', () => {
  const seen = open(fresh())
  const first = seen.sift(month)
  expect(first.fresh).toEqual(month)
  first.commit()
  expect(seen.sift(month).fresh).toEqual([])
  const added = body(now - 20 * day - 5 * minute, 3)
  const changed = body(now - 70 * minute, -1)
  const next = [...month.slice(0, -1), changed, added]
  // Hours of the last two days by reading, older ones whole.
  const { fresh: sifted } = seen.sift(next)
  expect(sifted).toContainEqual(added)
  expect(sifted).toContainEqual(changed)
  expect(sifted.length).toBeLessThanOrEqual(3)
})

test('what was not committed comes again', () => {
  const seen = open(fresh())
  seen.sift(month)
  expect(seen.sift(month).fresh).toHaveLength(month.length)
})

test('after a restart only readings of changed hours come again', () => {
  const db = fresh()
  open(db).sift(month).commit()
  const again = open(db)
  expect(again.sift(month).fresh).toEqual([])
  const late = body(now - 69 * minute, 9)
  expect(again.sift([...month, late]).fresh).toEqual([month.at(-1), late])
})

test('a reading ahead of time is handed on once, and again when it is due', () => {
  const db = fresh()
  let at = now
  const seen = createSeen(db, 'portal', day, () => at)
  const ahead = body(now + 2 * hour, 5)
  const first = seen.sift([ahead])
  expect(first.fresh).toEqual([ahead])
  first.commit()
  expect(seen.sift([ahead]).fresh).toEqual([])
  at = now + 2 * hour
  expect(seen.sift([ahead]).fresh).toEqual([ahead])
})

test('what has no readable time comes once, until it changes', () => {
  const seen = open(fresh())
  const wrong = body('22/11/2026', 5)
  seen.sift([wrong]).commit()
  expect(seen.sift([wrong]).fresh).toEqual([])
  const other = body('23/11/2026', 5)
  expect(seen.sift([wrong, other]).fresh).toEqual([other])
})

test('hours that are past reach are forgotten', () => {
  const db = fresh()
  open(db).sift(month).commit()
  const later = open(db, now + 40 * day)
  later.sift([body(now + 40 * day, 1)]).commit()
  expect(db.prepare('SELECT count(*) AS hours FROM pull_hour').get()).toEqual({ hours: 1 })
})
