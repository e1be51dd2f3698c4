import type { StationSeries } from '@city/domain/api/schemas.ts'
import { countsInMean, flag as flags } from '@city/domain/quality/flag.ts'

type Point = StationSeries['points'][number]

/** A period in figures. Units are those of the parameter. */
export interface WindowFigures {
  /** Values in the period, failed ones aside. */
  count: number
  min: number
  /** Mean of values that passed or were not evaluated (environment.md 7.4); null when there is none. */
  mean: number | null
  /** For parameters that add up, such as rain of 10 minutes; null for all others. */
  sum: number | null
  max: number
  suspect: number
  failed: number
}

/** Figures over what is shown; undefined when nothing usable is there.
 *  Windows weigh by their count and bring the true lowest and highest reading.
 *  @param statistic what `values` holds for a window; undefined for raw readings */
export function windowFigures(
  points: readonly Point[],
  parameter: string,
  statistic?: 'mean' | 'sum' | 'max',
): WindowFigures | undefined {
  let [count, good, total, sum, suspect, failed] = [0, 0, 0, 0, 0, 0]
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { values, flags: flagged, count: counts, min: lowest, max: highest } of points) {
    const value = values[parameter]
    const flag = flagged[parameter] ?? flags.good
    if (value === undefined || flag === flags.missing) continue
    if (flag === flags.fail) {
      failed += 1
      continue
    }
    if (flag === flags.suspect) suspect += 1
    const held = counts?.[parameter] ?? 1
    count += held
    min = Math.min(min, lowest?.[parameter] ?? value)
    max = Math.max(max, highest?.[parameter] ?? value)
    if (!countsInMean(flag)) continue
    sum += value
    if (statistic === 'max') continue
    good += held
    total += statistic === 'sum' ? value : value * held
  }
  if (count === 0) return undefined
  const adds = statistic === 'sum'
  return { count, min, max, mean: good === 0 ? null : total / good, sum: adds ? sum : null, suspect, failed }
}
