import type { Dossier } from './dossier.ts'
import { isDone, judgeEnd, type EndVerdict, type OpenVerdict } from './classify.ts'

/** Everything that the figures of one period are made of (dossiers.md 3.3). Numbers of dossiers. */
export interface PeriodCounts {
  received: number
  carried: number
  ended: Record<EndVerdict, number>
  in_progress: Record<OpenVerdict, number>
  paused: Record<OpenVerdict, number>
  refused: number
  /** Of the received: */
  counter: number
  online: number
  postal: number
  fullProcess: number
  fullProcessOnline: number
  financialObligation: number
  paidOnline: number
  digitised: number
  reused: number
  /** Of the ended: finished or handed over, and those with an electronic result. */
  done: number
  doneWithEResult: number
}

export function noCounts(): PeriodCounts {
  return {
    received: 0,
    carried: 0,
    ended: { early: 0, on_time: 0, late: 0 },
    in_progress: { in_time: 0, overdue: 0 },
    paused: { in_time: 0, overdue: 0 },
    refused: 0,
    counter: 0,
    online: 0,
    postal: 0,
    fullProcess: 0,
    fullProcessOnline: 0,
    financialObligation: 0,
    paidOnline: 0,
    digitised: 0,
    reused: 0,
    done: 0,
    doneWithEResult: 0,
  }
}

const channels = ['counter', 'online', 'postal'] as const
const verdicts = ['early', 'on_time', 'late'] as const

/** What a received dossier counts as, packed into a small number: dossiers of the same cell are summed together. */
export function receivedCell(dossier: Dossier): number {
  return (
    channels.indexOf(dossier.channel) |
    (dossier.level === 4 ? 4 : 0) |
    (dossier.financialObligation ? 8 : 0) |
    (dossier.paidOnline ? 16 : 0) |
    (dossier.digitised ? 32 : 0) |
    (dossier.reused ? 64 : 0)
  )
}

/** Adds `amount` received dossiers of one cell. */
export function addReceived(counts: PeriodCounts, cell: number, amount: number): void {
  const channel = channels[cell & 3] ?? 'counter'
  counts.received += amount
  counts[channel] += amount
  if (cell & 4) counts.fullProcess += amount
  if (cell & 4 && channel === 'online') counts.fullProcessOnline += amount
  if (cell & 8) counts.financialObligation += amount
  // A payment without a known obligation stays out, or the rate could pass 100 %.
  if (cell & 8 && cell & 16) counts.paidOnline += amount
  if (cell & 32) counts.digitised += amount
  if (cell & 64) counts.reused += amount
}

/** What an ended dossier counts as, packed. `endedAt` must be known. */
export function endedCell(dossier: Dossier & { endedAt: number }): number {
  return (
    verdicts.indexOf(judgeEnd(dossier.endedAt, dossier.dueAt)) |
    (isDone(dossier) ? 4 : 0) |
    (dossier.eResult ? 8 : 0)
  )
}

/** Adds `amount` ended dossiers of one cell. */
export function addEnded(counts: PeriodCounts, cell: number, amount: number): void {
  counts.ended[verdicts[cell & 3] ?? 'on_time'] += amount
  if (cell & 4) counts.done += amount
  if (cell & 4 && cell & 8) counts.doneWithEResult += amount
}
