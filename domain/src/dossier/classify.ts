import { dayMs, hanoiOffsetMs } from '../time/hanoiTime.ts'
import { isEnding } from './status.ts'
import type { Dossier } from './dossier.ts'

/** Where a dossier stands, at a moment (dossiers.md 1.7). */
export const dossierStates = [
  'awaiting',
  'refused',
  'in_progress',
  'in_progress_overdue',
  'paused',
  'paused_overdue',
  'ended_early',
  'ended_on_time',
  'ended_late',
] as const
export type DossierState = (typeof dossierStates)[number]

export type EndVerdict = 'early' | 'on_time' | 'late'
export type OpenVerdict = 'in_time' | 'overdue'

/** Number of the day of Hanoi that holds `time`, days since 1 January 1970. Deadlines are compared by these. */
export function hanoiDay(time: number): number {
  return Math.floor((time + hanoiOffsetMs) / dayMs)
}

/** Start of a day of Hanoi, ms since 1970 UTC. */
export function startOfHanoiDay(day: number): number {
  return day * dayMs - hanoiOffsetMs
}

/** Early, on time or late, by calendar date; on time where there is no due date. */
export function judgeEnd(endedAt: number, dueAt: number | null): EndVerdict {
  if (dueAt === null) return 'on_time'
  const difference = hanoiDay(endedAt) - hanoiDay(dueAt)
  if (difference === 0) return 'on_time'
  return difference < 0 ? 'early' : 'late'
}

/** A dossier in progress is overdue from the day after its due date. */
export function judgeProgress(dueAt: number | null, at: number): OpenVerdict {
  return dueAt !== null && hanoiDay(dueAt) < hanoiDay(at) ? 'overdue' : 'in_time'
}

/** A paused dossier is overdue when it was paused after its due date or was sent back more than once. */
export function judgePause(dueAt: number | null, pausedAt: number, supplements: number): OpenVerdict {
  if (supplements > 1) return 'overdue'
  return dueAt !== null && hanoiDay(pausedAt) > hanoiDay(dueAt) ? 'overdue' : 'in_time'
}

/** Judges a dossier that has not ended at `at`. The due date is the one known now. */
export function judgeOpen(
  dossier: Pick<Dossier, 'dueAt' | 'pauses' | 'supplementTimes'>,
  at: number,
): { paused: boolean; verdict: OpenVerdict } {
  const pause = dossier.pauses.findLast(({ from, to }) => from <= at && (to === null || to > at))
  if (!pause) return { paused: false, verdict: judgeProgress(dossier.dueAt, at) }
  const supplements = dossier.supplementTimes.filter((time) => time <= at).length
  return { paused: true, verdict: judgePause(dossier.dueAt, pause.from, supplements) }
}

/** Where a dossier stood at `at`, ms since 1970 UTC, by what is known of it now. */
export function classify(dossier: Dossier, at: number): DossierState {
  if (dossier.status === 3) return 'refused'
  if (!dossier.counted || dossier.receivedAt === null || dossier.receivedAt > at) return 'awaiting'
  if (dossier.endedAt !== null && dossier.endedAt <= at)
    return `ended_${judgeEnd(dossier.endedAt, dossier.dueAt)}`
  const { paused, verdict } = judgeOpen(dossier, at)
  const state = paused ? 'paused' : 'in_progress'
  return verdict === 'overdue' ? `${state}_overdue` : state
}

/** Finished or handed over: what K12 counts (withdrawn and stopped dossiers have no result). */
export function isDone(dossier: Pick<Dossier, 'status' | 'endedAt'>): boolean {
  return dossier.endedAt !== null && isEnding(dossier.status) && dossier.status !== 7
}
