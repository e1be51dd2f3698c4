import type { SeriesRow } from '../series/seriesStore.ts'

/** Readings of one station as they are judged: each field a column, one value a moment. */
export interface StationColumns {
  /** In order, ms since 1970 UTC. */
  times: Float64Array
  /** By name of the field; NaN: none. */
  values: ReadonlyMap<string, Float64Array>
}

/** The same of rows, in their order; texts are left out. */
export function columnsOf(rows: readonly Pick<SeriesRow, 'time' | 'fields'>[]): StationColumns {
  const values = new Map<string, Float64Array>()
  for (let row = 0; row < rows.length; row++) {
    const { fields } = rows[row]!
    for (const name in fields) {
      const value = fields[name]
      if (typeof value !== 'number') continue
      let column = values.get(name)
      if (!column) values.set(name, (column = new Float64Array(rows.length).fill(NaN)))
      column[row] = value
    }
  }
  return { times: Float64Array.from(rows, ({ time }) => time), values }
}
