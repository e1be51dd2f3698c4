import { completenessOf, type RollupFigures } from '@city/domain/series/rollups.ts'
import type { WindowRow } from '@city/domain/series/seriesStore.ts'

/** `from` inclusive, `to` exclusive, ms since 1970 UTC. */
export interface Span {
  from: number
  to: number
}

/** One window with figures; `time` is its start. */
export interface WindowFigures {
  time: number
  stats: Record<string, RollupFigures>
}

/** A window with the share of values that a station of this interval promises. */
export function withCompleteness(
  { time, stats }: Pick<WindowRow, 'time' | 'stats'>,
  everyMs: number,
  intervalS: number,
): WindowFigures {
  const figures = Object.entries(stats).map(([parameter, one]) => {
    return [parameter, { ...one, completeness: completenessOf(one.count, everyMs, intervalS) }] as const
  })
  return { time, stats: Object.fromEntries(figures) }
}
