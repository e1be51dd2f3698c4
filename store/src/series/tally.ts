import { excludedFlags, notEvaluated } from './windows.ts'
import type { WindowStats } from '@city/domain/series/seriesStore.ts'

/** What one window has of one field so far. */
export interface Tally {
  field: string
  count: number
  sum: number
  min: number
  max: number
  /** Of these, values flagged 1, where that is asked for. */
  good: { count: number; sum: number } | undefined
}

/** @param isJudged what is flagged 1 alone is told apart */
export function emptyTally(field: string, isJudged: boolean): Tally {
  const good = isJudged ? { count: 0, sum: 0 } : undefined
  return { field, count: 0, sum: 0, min: Infinity, max: -Infinity, good }
}

/** @param isClipped a negative value counts as 0 */
export function addTo(tally: Tally, stored: unknown, flag: unknown, isClipped: boolean | undefined): void {
  if (typeof stored !== 'number' || (typeof flag === 'number' && excludedFlags.includes(flag))) return
  const value = stored < 0 && isClipped ? 0 : stored
  tally.count += 1
  tally.sum += value
  if (value < tally.min) tally.min = value
  if (value > tally.max) tally.max = value
  if (!tally.good || flag === notEvaluated) return
  tally.good.count += 1
  tally.good.sum += value
}

/** A field without values is not there; undefined when none has any. */
export function statsOf(tallies: readonly Tally[]): Record<string, WindowStats> | undefined {
  let found: Record<string, WindowStats> | undefined
  for (const { field, count, sum, min, max, good } of tallies) {
    if (count === 0) continue
    const stats: WindowStats = { count, mean: sum / count, min, max }
    if (good && good.count < count)
      stats.good = { count: good.count, mean: good.count === 0 ? 0 : good.sum / good.count }
    found ??= {}
    found[field] = stats
  }
  return found
}
