import { expect, test } from 'vitest'
import type { DossierSummary } from '@city/domain/api/schemas.ts'
import { now } from '../wallFixtures.ts'
import { dossierPictureOf } from './dossierPicture.ts'

const summary: DossierSummary = {
  unit: '01',
  from: '2026-10-31T17:00:00.000Z',
  to: '2026-11-22T16:59:59.999Z',
  as_of: '2026-11-21T10:00:00.000Z',
  indicators: [
    { code: 'K04', numerator: 4616, denominator: 4700, value: 0.982 },
    { code: 'K05', numerator: 0, denominator: 0, value: null },
  ],
  counts: {
    received: 5173,
    carried: 792,
    ended: { early: 2596, on_time: 2020, late: 84 },
    in_progress: { in_time: 1145, overdue: 10 },
    paused: { in_time: 108, overdue: 2 },
    refused: 0,
  },
}

test('open dossiers are those in progress and paused, overdue ones of both', () => {
  expect(dossierPictureOf(summary, now - 30_000, now)).toMatchObject({
    quality: 'current',
    inProgress: 1155,
    paused: 110,
    open: 1265,
    overdue: 12,
  })
})

test('a night without dossiers is not old, an answer that no longer comes is', () => {
  expect(dossierPictureOf(summary, now - 30_000, now).quality).toBe('current')
  expect(dossierPictureOf(summary, now - 10 * 60_000, now).quality).toBe('old')
})

test('a rate of nothing and a city without dossiers are unknown, not zero', () => {
  expect(dossierPictureOf(summary, now, now).onTime766).toBeNull()
  const none = dossierPictureOf({ ...summary, as_of: null }, now, now)
  expect(none).toMatchObject({ quality: 'none', received: null, overdue: null, onTime: null })
  expect(dossierPictureOf(undefined, null, now)).toMatchObject({ quality: 'none', received: null })
})
