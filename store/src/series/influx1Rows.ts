import type { SeriesColumns, SeriesRow } from '@city/domain/series/seriesStore.ts'
import type { RowsReader } from './influx1Answer.ts'

/** Of a row whose series is not read yet. */
const noTags = {}

/** Reads rows of these fields, in the order in which they were asked for; tags are put in later. */
export function fieldRows(names: readonly string[]): RowsReader<SeriesRow[]> {
  const rowOf = (time: number, valueAt: (at: number) => unknown): SeriesRow => {
    const fields: Record<string, number | string> = {}
    for (let at = 0; at < names.length; at++) {
      const value = valueAt(at)
      if (typeof value === 'number' || typeof value === 'string') fields[names[at]!] = value
    }
    return { tags: noTags, time, fields }
  }
  return {
    msgpack(reader) {
      const rows: SeriesRow[] = []
      const nextValue = (): unknown => reader.value()
      for (let left = reader.arrayLength(); left > 0; left--) {
        assertWidth(reader.arrayLength(), names)
        rows.push(rowOf(reader.number(), nextValue))
      }
      return rows
    },
    json: (rows) => rows.map((row) => rowOf(Number(row[0]), (at) => row[at + 1])),
  }
}

type Columns = Omit<SeriesColumns, 'tags'>

/** Reads columns of these fields, in the order in which they were asked for. */
export function fieldColumns(names: readonly string[]): RowsReader<Columns> {
  const emptyColumns = (length: number): Columns => ({
    times: new Float64Array(length),
    values: names.map(() => new Float64Array(length)),
  })
  return {
    msgpack(reader) {
      const length = reader.arrayLength()
      const { times, values } = emptyColumns(length)
      for (let row = 0; row < length; row++) {
        assertWidth(reader.arrayLength(), names)
        times[row] = reader.number()
        for (const column of values) column[row] = reader.number()
      }
      return { times, values }
    },
    json(rows) {
      const { times, values } = emptyColumns(rows.length)
      for (const [row, cells] of rows.entries()) {
        times[row] = Number(cells[0])
        for (const [at, column] of values.entries()) {
          const cell = cells[at + 1]
          column[row] = typeof cell === 'number' ? cell : NaN
        }
      }
      return { times, values }
    },
  }
}

function assertWidth(width: number, names: readonly string[]): void {
  if (width !== names.length + 1) throw new Error(`a row has ${width} values instead of ${names.length + 1}`)
}
