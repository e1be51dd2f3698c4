import type { WindowStats } from '@city/domain/series/seriesStore.ts'

export type Statistic = 'mean' | 'sum' | 'max'

/** Running totals and counters: their largest value stands for a window. */
const maximaShown: ReadonlySet<string> = new Set(['rain_1h', 'rain_day', 'tips'])

/** What one number may stand for the readings of a window. Sums of rain add up; running totals of rain show their
 *  largest; an angle has no mean (359° and 1° would give 180°), so wind direction has raw readings only. */
export function statisticOf(parameter: string): Statistic | undefined {
  if (parameter === 'wd') return undefined
  if (parameter === 'rain_10m') return 'sum'
  return maximaShown.has(parameter) ? 'max' : 'mean'
}

const tenMinutesMs = 600_000

/** The number of a window of `windowMs`. Ten-minute sums that come oftener than every 10 minutes overlap: then their mean
 *  counts for as many as fit into the window, so that no rain counts twice. Windows shorter than 10 minutes show one. */
export function valueOf(statistic: Statistic, stats: WindowStats, windowMs: number): number {
  if (statistic === 'max') return stats.max
  if (statistic === 'mean') return stats.mean
  return stats.mean * Math.min(stats.count, Math.max(1, windowMs / tenMinutesMs))
}
