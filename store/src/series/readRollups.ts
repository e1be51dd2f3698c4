import {
  figuresOf,
  goodFields,
  officialParameters,
  rollupFields,
  rollupMeasurement,
  type RollupFigures,
  type RollupStep,
} from '@city/domain/series/rollups.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Domain } from '@city/domain/station/station.ts'

export interface RollupQuery {
  domain: Domain
  station: string
  step: RollupStep
  /** Inclusive; only windows that begin in [from, to) are read. */
  from: number
  to: number
  parameters: readonly string[]
  /** Counts and means alone are read: half the work. Min and max are then the mean, completeness is 0. */
  meansOnly?: boolean
}

/** A window as it was rolled up. `spoken`: parameters of which anything was ever written, those without a value now too. */
export interface RollupRow {
  time: number
  stats: Record<string, RollupFigures>
  spoken: string[]
  /** Parameters of which something flagged 1 alone was ever written. */
  goodSpoken?: string[]
}

/** Stored rollups of one station in order of time; windows in which nothing was ever known are left out.
 *  Rejects with StoreAway. */
export async function readRollups(
  series: Pick<SeriesStore, 'readRows'>,
  { domain, station, step, from, to, parameters, meansOnly = false }: RollupQuery,
): Promise<RollupRow[]> {
  const judged = step === '1h' ? officialParameters(domain).filter((one) => parameters.includes(one)) : []
  const rows = await series.readRows({
    measurement: rollupMeasurement(domain, step),
    tags: { station },
    from,
    to,
    fields: [
      ...parameters.flatMap((parameter) => {
        const { mean, count, min, max, completeness } = rollupFields(parameter)
        return meansOnly ? [mean, count] : [mean, count, min, max, completeness]
      }),
      ...judged.flatMap((parameter) => Object.values(goodFields(parameter))),
    ],
  })
  const names = parameters.map((parameter) => [parameter, rollupFields(parameter).count] as const)
  return rows.map(({ time, fields }) => {
    const stats: RollupRow['stats'] = {}
    const spoken: string[] = []
    for (const [parameter, count] of names) {
      if (!(count in fields)) continue
      spoken.push(parameter)
      const figures = figuresOf(fields, parameter)
      if (figures) stats[parameter] = figures
    }
    const goodSpoken = judged.filter((parameter) => goodFields(parameter).count in fields)
    return goodSpoken.length > 0 ? { time, stats, spoken, goodSpoken } : { time, stats, spoken }
  })
}
