import type { DatabaseSync } from 'node:sqlite'
import type { DossierSummary } from '@city/domain/api/schemas.ts'
import { addEnded, addReceived, noCounts, type PeriodCounts } from '@city/domain/dossier/cells.ts'
import { hanoiDay, judgeOpen, startOfHanoiDay } from '@city/domain/dossier/classify.ts'
import type { Pause } from '@city/domain/dossier/dossier.ts'
import type { Period } from '@city/domain/dossier/period.ts'
import { figuresOf } from '@city/domain/dossier/summary.ts'
import { cityUnit } from '@city/domain/profile/cityProfile.ts'
import { dayMs, hanoiOffsetMs } from '@city/domain/time/hanoiTime.ts'

/** When the newest dossier message was received, ms since 1970 UTC; null when none ever was. */
export function newestDossierMessage(db: DatabaseSync): number | null {
  const row = db.prepare('SELECT newest_at FROM dossier_feed').get()
  return row ? Number(row.newest_at) : null
}

/** Figures and counts of a unit (the city: `cityUnit`) in a period of whole days of Hanoi.
 *  Before any message ever came, numbers of dossiers are null: unknown is not zero.
 *  @param now ms since 1970 UTC; the state of open dossiers is that of the period's end or of now, whichever is earlier */
export function readDossierSummary(
  db: DatabaseSync,
  unit: string,
  period: Period,
  now: number,
): DossierSummary {
  const asOf = newestDossierMessage(db)
  const counts = readPeriodCounts(db, unit, period, now)
  const { received, carried, ended, in_progress, paused, refused } = counts
  return {
    unit,
    from: new Date(period.from).toISOString(),
    to: new Date(period.to).toISOString(),
    as_of: asOf === null ? null : new Date(asOf).toISOString(),
    indicators: figuresOf(counts).map((figure) => (asOf === null ? { ...figure, value: null } : figure)),
    counts: { received, carried, ended, in_progress, paused, refused },
  }
}

/** Counts of a unit in a period of whole days of Hanoi: the same as the domain's countPeriod over its dossiers. */
export function readPeriodCounts(db: DatabaseSync, unit: string, period: Period, now: number): PeriodCounts {
  const counts = noCounts()
  addDays(db, counts, unit, hanoiDay(period.from), hanoiDay(period.to))
  const at = Math.min(period.to, now)
  addOpen(db, counts, unit, { condition: 'ended_at IS NULL', to: period.to, at })
  addOpen(db, counts, unit, { condition: 'ended_at > ?', to: period.to, at })
  return counts
}

function addDays(db: DatabaseSync, counts: PeriodCounts, unit: string, first: number, last: number): void {
  const rows = db
    .prepare(
      `SELECT kind, cell, sum(n) AS n FROM dossier_day
       WHERE unit = ? AND kind IN ('received', 'ended', 'refused') AND day BETWEEN ? AND ? GROUP BY kind, cell`,
    )
    .all(unit, first, last)
  for (const row of rows) {
    const n = Number(row.n)
    if (row.kind === 'received') addReceived(counts, Number(row.cell), n)
    else if (row.kind === 'ended') addEnded(counts, Number(row.cell), n)
    else counts.refused += n
  }
  const carried = db
    .prepare(
      `SELECT sum(CASE kind WHEN 'in' THEN n ELSE -n END) AS n FROM dossier_day
       WHERE unit = ? AND kind IN ('in', 'out') AND day < ?`,
    )
    .get(unit, first)
  counts.carried = Number(carried?.n ?? 0)
}

interface OpenQuery {
  condition: 'ended_at IS NULL' | 'ended_at > ?'
  /** End of the period. */
  to: number
  /** The moment that states are judged for. */
  at: number
}

/** Adds dossiers that had been received and not ended by `to`. Those never paused are summed by their due day. */
function addOpen(db: DatabaseSync, counts: PeriodCounts, unit: string, query: OpenQuery): void {
  const { condition, to, at } = query
  const where = `${unit === cityUnit ? '' : 'unit = ? AND '}${condition} AND counted_at <= ?`
  const bound = [...(unit === cityUnit ? [] : [unit]), ...(condition === 'ended_at > ?' ? [to] : []), to]
  const running = db
    .prepare(
      `SELECT (due_at + ${hanoiOffsetMs}) / ${dayMs} AS due_day, count(*) AS n FROM dossier
       WHERE ${where} AND paused = 0 GROUP BY 1`,
    )
    .all(...bound)
  for (const { due_day: dueDay, n } of running) {
    const dueAt = dueDay === null ? null : startOfHanoiDay(Number(dueDay))
    const { verdict } = judgeOpen({ dueAt, pauses: [], supplementTimes: [] }, at)
    counts.in_progress[verdict] += Number(n)
  }
  const oncePaused = db.prepare(
    `SELECT due_at, pauses, supplements FROM dossier WHERE ${where} AND paused = 1`,
  )
  for (const row of oncePaused.iterate(...bound)) {
    const dueAt = row.due_at === null ? null : Number(row.due_at)
    const pauses = JSON.parse(String(row.pauses)) as Pause[]
    const supplementTimes = JSON.parse(String(row.supplements)) as number[]
    const { paused, verdict } = judgeOpen({ dueAt, pauses, supplementTimes }, at)
    counts[paused ? 'paused' : 'in_progress'][verdict] += 1
  }
}
