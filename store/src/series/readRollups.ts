import {
  figuresOf,
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
}

/** A window as it was rolled up. `spoken`: parameters of which anything was ever written, those without a value now too. */
export interface RollupRow {
  time: number
  stats: Record<string, RollupFigures>
  spoken: string[]
}

/** Stored rollups of one station in order of time; windows in which nothing was ever known are left out.
 *  Rejects with StoreAway. */
export async function readRollups(
  series: Pick<SeriesStore, 'readRows'>,
  { domain, station, step, from, to, parameters }: RollupQuery,
): Promise<RollupRow[]> {
  const rows = await series.readRows({
    measurement: rollupMeasurement(domain, step),
    tags: { station },
    from,
    to,
    fields: parameters.flatMap((parameter) => Object.values(rollupFields(parameter))),
  })
  return rows.map(({ time, fields }) => {
    const stats: RollupRow['stats'] = {}
    const spoken: string[] = []
    for (const parameter of parameters) {
      if (rollupFields(parameter).count in fields) spoken.push(parameter)
      const figures = figuresOf(fields, parameter)
      if (figures) stats[parameter] = figures
    }
    return { time, stats, spoken }
  })
}
