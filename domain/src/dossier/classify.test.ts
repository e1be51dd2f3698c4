import { expect, test } from 'vitest'
import { classify, judgeEnd, judgePause, judgeProgress } from './classify.ts'
import { dossierOf } from './dossier.ts'
import { snapshotWith } from './testMessages.ts'

const at = (text: string) => Date.parse(`${text}:00+07:00`)

test('ends are judged by the calendar date of Hanoi, not by the hour', () => {
  expect(judgeEnd(at('2025-07-10T23:59'), at('2025-07-10T08:00'))).toBe('on_time')
  expect(judgeEnd(at('2025-07-11T00:00'), at('2025-07-10T23:59'))).toBe('late')
  expect(judgeEnd(at('2025-07-09T23:59'), at('2025-07-10T00:00'))).toBe('early')
  expect(judgeEnd(at('2025-07-09T23:59'), null)).toBe('on_time')
})

test('a dossier in progress is overdue from the day after its due date', () => {
  expect(judgeProgress(at('2025-07-10T08:00'), at('2025-07-10T23:59'))).toBe('in_time')
  expect(judgeProgress(at('2025-07-10T08:00'), at('2025-07-11T00:00'))).toBe('overdue')
  expect(judgeProgress(null, at('2030-01-01T00:00'))).toBe('in_time')
})

test('a pause after the due date, or a second request, is overdue', () => {
  expect(judgePause(at('2025-07-10T08:00'), at('2025-07-10T17:00'), 1)).toBe('in_time')
  expect(judgePause(at('2025-07-10T08:00'), at('2025-07-11T08:00'), 1)).toBe('overdue')
  expect(judgePause(null, at('2025-07-11T08:00'), 2)).toBe('overdue')
})

test('dossiers that are not accepted have their own states', () => {
  const now = at('2025-08-01T00:00')
  const state = (changes: Parameters<typeof snapshotWith>[0]) =>
    classify(dossierOf(snapshotWith(changes), now, [], null), now)
  expect(state({ status: 1, submittedAt: at('2025-07-01T08:00') })).toBe('awaiting')
  expect(state({ status: 3, receivedAt: at('2025-07-01T08:00') })).toBe('refused')
  expect(state({ status: 4 })).toBe('awaiting')
  expect(state({ status: 0, receivedAt: at('2025-07-01T08:00') })).toBe('in_progress')
})
