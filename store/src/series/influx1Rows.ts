import type { SeriesColumns, SeriesRow } from '@city/domain/series/seriesStore.ts'
import type { RowsReader } from './influx1Answer.ts'

/** Of a row whose series is not read yet. */
const noTags = {}

/** Reads rows of these fields, in the order in which they were asked for; tags are put in later. */
export function fieldRows(names: readonly string[]): RowsReader<SeriesRow[]> {
  return (rows) =>
    rows.map((row) => {
      const fields: Record<string, number | string> = {}
      for (let at = 0; at < names.length; at++) {
        const value = row[at + 1]
        if (typeof value === 'number' || typeof value === 'string') fields[names[at]!] = value
      }
      return { tags: noTags, time: Number(row[0]), fields }
    })
}

/** Reads columns of these fields, in the order in which they were asked for. */
export function fieldColumns(names: readonly string[]): RowsReader<Omit<SeriesColumns, 'tags'>> {
  return (rows) => {
    const times = new Float64Array(rows.length)
    const values = names.map(() => new Float64Array(rows.length))
    for (const [row, cells] of rows.entries()) {
      times[row] = Number(cells[0])
      for (const [at, column] of values.entries()) {
        const cell = cells[at + 1]
        column[row] = typeof cell === 'number' ? cell : NaN
      }
    }
    return { times, values }
  }
}
