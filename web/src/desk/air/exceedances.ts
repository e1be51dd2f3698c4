import type { LimitComparison } from '@city/domain/api/air.ts'
import type { StationAqi } from '@city/domain/api/schemas.ts'

/** One limit over all stations: how many are over it, of how many with enough data, and the highest. */
export interface Exceedance {
  parameter: string
  window: LimitComparison['window']
  limit: number
  document: string
  mark: LimitComparison['mark']
  over: number
  of: number
  worst: { station: string; value: number }
}

/** The comparisons of the newest hour or day of an answer that has any. */
export function newestLimits(answer: StationAqi | undefined): readonly LimitComparison[] {
  return answer?.points.findLast(({ limits }) => limits !== undefined && limits.length > 0)?.limits ?? []
}

const windows = ['1h', '8h', '24h', 'year'] as const

/** Limits gathered over stations: the exceeded ones first, then by window and parameter. Where a limit changed between
 *  the days of two stations each keeps its own row. */
export function exceedancesOf(
  byStation: readonly { station: string; limits: readonly LimitComparison[] }[],
): Exceedance[] {
  const rows = new Map<string, Exceedance>()
  for (const { station, limits } of byStation)
    for (const { parameter, window, limit, value, exceeded, document, mark } of limits) {
      const key = `${parameter} ${window} ${limit}`
      const row = rows.get(key)
      if (!row) {
        const worst = { station, value }
        rows.set(key, { parameter, window, limit, document, mark, over: exceeded ? 1 : 0, of: 1, worst })
        continue
      }
      row.of += 1
      if (exceeded) row.over += 1
      if (value > row.worst.value) row.worst = { station, value }
    }
  return [...rows.values()].toSorted(
    (a, b) =>
      Number(b.over > 0) - Number(a.over > 0) ||
      windows.indexOf(a.window) - windows.indexOf(b.window) ||
      a.parameter.localeCompare(b.parameter),
  )
}
