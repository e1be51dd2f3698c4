import { clippedFields } from '@city/domain/quality/clippedFields.ts'
import { flagField } from '@city/domain/series/measurements.ts'
import type { SeriesRow, WindowQuery, WindowRow, WindowStats } from '@city/domain/series/seriesStore.ts'

/** Flags whose values stay out of statistics: 3 suspect, 4 fail, 9 missing (QARTOD). */
export const excludedFlags: readonly number[] = [3, 4, 9]

/** Flag of values that enter means and no official index: 2 not evaluated (environment.md 7.4). */
export const notEvaluated = 2

/** Start of the window that holds `time`: a multiple of `everyMs` plus `offsetMs`, never after `time`. All ms. */
export function windowStart(time: number, everyMs: number, offsetMs = 0): number {
  const shift = offsetOf(everyMs, offsetMs)
  return Math.floor((time - shift) / everyMs) * everyMs + shift
}

/** The same shift as `offsetMs`, between 0 and `everyMs`: −7 h of a day is 17 h. */
export function offsetOf(everyMs: number, offsetMs = 0): number {
  return ((offsetMs % everyMs) + everyMs) % everyMs
}

/** One text per series, whatever the order of its tags. */
export function tagsKey(tags: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(tags).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** What is counted, and in which windows. */
export type WindowKind = Pick<WindowQuery, 'measurement' | 'fields' | 'everyMs' | 'offsetMs' | 'goodOf'>

/** Statistics of raw rows, which carry their flag fields, by series and window. Series in order of first row. Negative
 *  concentrations count as 0. */
export function windowsOf(rows: readonly SeriesRow[], kind: WindowKind): WindowRow[] {
  const counter = windowCounter(kind)
  counter.add(rows)
  return counter.windows()
}

/** The same of rows that come in parts, in order. */
export function windowCounter({ measurement, fields, everyMs, offsetMs, goodOf = [] }: WindowKind) {
  const clipped = clippedFields(measurement)
  const bySeries = new Map<string, Map<number, WindowRow>>()
  let lastTags: Record<string, string> | undefined
  let windows = new Map<number, WindowRow>()

  function addRow(row: SeriesRow): void {
    // Rows of one series come together and share their tags.
    if (row.tags !== lastTags) {
      lastTags = row.tags
      const key = tagsKey(row.tags)
      windows = bySeries.get(key) ?? new Map<number, WindowRow>()
      bySeries.set(key, windows)
    }
    const time = windowStart(row.time, everyMs, offsetMs)
    for (const field of fields) {
      const stored = row.fields[field]
      const flag = row.fields[flagField(field)]
      if (typeof stored !== 'number' || (flag !== undefined && excludedFlags.includes(Number(flag)))) continue
      const value = stored < 0 && clipped.has(field) ? 0 : stored
      const window = windows.get(time) ?? { tags: row.tags, time, stats: {} }
      windows.set(time, window)
      const before = window.stats[field]
      const stats = withValue(before, value)
      if (flag === notEvaluated && goodOf.includes(field)) stats.good = before?.good ?? withoutRange(before)
      else if (before?.good) stats.good = withoutRange(withValue({ ...before.good, min: 0, max: 0 }, value))
      window.stats[field] = stats
    }
  }

  return {
    add(rows: readonly SeriesRow[]): void {
      for (const row of rows) addRow(row)
    },
    windows(): WindowRow[] {
      return [...bySeries.values()].flatMap((own) => [...own.values()].toSorted((a, b) => a.time - b.time))
    },
  }
}

function withoutRange(stats: WindowStats | undefined): { count: number; mean: number } {
  return { count: stats?.count ?? 0, mean: stats?.mean ?? 0 }
}

function withValue(stats: WindowStats | undefined, value: number): WindowStats {
  if (!stats) return { count: 1, mean: value, min: value, max: value }
  const count = stats.count + 1
  return {
    count,
    mean: stats.mean + (value - stats.mean) / count,
    min: Math.min(stats.min, value),
    max: Math.max(stats.max, value),
  }
}
