import type { IndicatorFigure } from '../api/schemas.ts'
import { addEnded, addReceived, endedCell, noCounts, receivedCell, type PeriodCounts } from './cells.ts'
import { judgeOpen } from './classify.ts'
import type { Dossier } from './dossier.ts'
import type { Period } from './period.ts'

/** Counts of a period over any dossiers. The state of open dossiers is that of the period's end, or of now where the
 *  period reaches into the future. carried + received = ended + in progress + paused.
 *  @param now ms since 1970 UTC */
export function countPeriod(dossiers: Iterable<Dossier>, period: Period, now: number): PeriodCounts {
  const counts = noCounts()
  const at = Math.min(period.to, now)
  for (const dossier of dossiers) {
    const refusedAt = refusalTime(dossier)
    if (refusedAt !== null && refusedAt >= period.from && refusedAt <= period.to) counts.refused += 1
    const { receivedAt, endedAt } = dossier
    if (!dossier.counted || receivedAt === null || receivedAt > period.to) continue
    if (endedAt !== null && endedAt < period.from) continue
    if (receivedAt >= period.from) addReceived(counts, receivedCell(dossier), 1)
    else counts.carried += 1
    if (endedAt !== null && endedAt <= period.to) {
      addEnded(counts, endedCell({ ...dossier, endedAt }), 1)
    } else {
      const { paused, verdict } = judgeOpen(dossier, at)
      counts[paused ? 'paused' : 'in_progress'][verdict] += 1
    }
  }
  return counts
}

/** When a refused dossier counts as refused: its submission or reception, else the refusal itself; null = not refused. */
export function refusalTime(dossier: Dossier): number | null {
  return dossier.status === 3 ? (dossier.receivedAt ?? dossier.submittedAt ?? dossier.statusAt) : null
}

/** The indicators of a period (dossiers.md 3.3). A rate without a denominator is null, never 0.
 *  K03 is the counter rate and K03P the postal rate; K09 is over full-process procedures, K09R over all received. */
export function figuresOf(counts: PeriodCounts): IndicatorFigure[] {
  const { ended, in_progress: progress, paused, received } = counts
  const allEnded = ended.early + ended.on_time + ended.late
  const open = progress.in_time + progress.overdue + paused.in_time + paused.overdue
  const inTime = ended.early + ended.on_time
  return [
    { code: 'K01', numerator: received, denominator: null, value: received },
    rate('K02', counts.online, received),
    rate('K03', counts.counter, received),
    rate('K03P', counts.postal, received),
    rate('K04', inTime, allEnded),
    rate('K05', inTime + progress.in_time + paused.in_time, allEnded + open),
    rate('K06', progress.overdue + paused.overdue, open),
    rate('K09', counts.fullProcessOnline, counts.fullProcess),
    rate('K09R', counts.fullProcessOnline, received),
    rate('K10', counts.paidOnline, counts.financialObligation),
    rate('K11', counts.digitised, received),
    rate('K12', counts.doneWithEResult, counts.done),
    rate('K13', counts.reused, received),
  ]
}

function rate(code: string, numerator: number, denominator: number): IndicatorFigure {
  return { code, numerator, denominator, value: denominator === 0 ? null : numerator / denominator }
}

/** Whether every dossier of the period is in exactly one place: carried + received = ended + in progress + paused. */
export function isBalanced({
  carried,
  received,
  ended,
  in_progress: progress,
  paused,
}: PeriodCounts): boolean {
  const out = ended.early + ended.on_time + ended.late
  return carried + received === out + progress.in_time + progress.overdue + paused.in_time + paused.overdue
}
