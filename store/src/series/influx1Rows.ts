import type { SeriesColumns, SeriesRow } from '@city/domain/series/seriesStore.ts'
import type { RowsReader } from './influx1Answer.ts'

/** Of a row whose series is not read yet. */
const noTags = {}

/** Reads rows of these fields, in the order in which they were asked for; tags are put in later. */
export function fieldRows(names: readonly string[]): RowsReader<SeriesRow[]> {
  const read = (rows: unknown[][]): SeriesRow[] =>
    rows.map((row) => {
      const fields: Record<string, number | string> = {}
      for (let at = 0; at < names.length; at++) {
        const value = row[at + 1]
        if (typeof value === 'number' || typeof value === 'string') fields[names[at]!] = value
      }
      return { tags: noTags, time: Number(row[0]), fields }
    })
  return { read, join: (parts) => parts.flat() }
}

type Columns = Omit<SeriesColumns, 'tags'>

/** Reads columns of these fields, in the order in which they were asked for. */
export function fieldColumns(names: readonly string[]): RowsReader<Columns> {
  const read = (rows: unknown[][]): Columns => {
    const times = new Float64Array(rows.length)
    const values = names.map(() => new Float64Array(rows.length))
    // Cells by the hundred thousand: no `entries()`, which makes a pair of each.
    for (let row = 0; row < rows.length; row++) {
      const cells = rows[row]!
      times[row] = Number(cells[0])
      for (let at = 0; at < values.length; at++) {
        const cell = cells[at + 1]
        values[at]![row] = typeof cell === 'number' ? cell : NaN
      }
    }
    return { times, values }
  }
  const join = (parts: Columns[]): Columns => ({
    times: joined(parts.map(({ times }) => times)),
    values: names.map((_, at) => joined(parts.map(({ values }) => values[at]!))),
  })
  return { read, join }
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
