import type { WindowStats } from '@city/domain/series/seriesStore.ts'

export type Statistic = 'mean' | 'sum' | 'max'

/** What one number may stand for the readings of a window. Sums of rain add up; running totals of rain show their
 *  largest; an angle has no mean (359° and 1° would give 180°), so wind direction has raw readings only. */
export function statisticOf(parameter: string): Statistic | undefined {
  if (parameter === 'wd') return undefined
  if (parameter === 'rain_10m') return 'sum'
  return parameter === 'rain_1h' || parameter === 'rain_day' ? 'max' : 'mean'
}

/** The number of a window. */
export function valueOf(statistic: Statistic, stats: WindowStats): number {
  if (statistic === 'max') return stats.max
  return statistic === 'sum' ? stats.mean * stats.count : stats.mean
}
