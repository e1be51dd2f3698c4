import { declarationOf } from './declared.ts'
import { columnsOf, quoted, tableOf, tagsText } from './sqliteSchema.ts'
import { addTo, emptyTally, statsOf, type Tally } from './tally.ts'
import { windowStart } from './windows.ts'
import { clippedFields } from '@city/domain/quality/clippedFields.ts'
import { flagField } from '@city/domain/series/measurements.ts'
import type {
  SeriesColumns,
  SeriesQuery,
  SeriesRow,
  WindowQuery,
  WindowRow,
} from '@city/domain/series/seriesStore.ts'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'

interface Series {
  id: number
  tags: Record<string, string>
}

type ArrayRow = [time: number, ...(number | null)[]]

/** Rows of one statement: a day of minutes. Of eight parameters they take about 2 ms, so the loop stays free between. */
const sliceRows = 1_440

/** Statements kept for one file. */
const maxStatements = 100

/** Longest stretch of work before the event loop gets a turn, ms. */
const turnMs = 10

type Query = SeriesQuery & { limit?: number }

/** Rows of all matching series, by series, then time; `limit` counts per series. The query has been checked. */
export async function readRows(db: DatabaseSync, query: Query): Promise<SeriesRow[]> {
  const columns = existingFields(db, query)
  const rows: SeriesRow[] = []
  await eachSeries(db, query, columns, (tags, found) => {
    for (const row of found) {
      const fields: Record<string, number | string> = {}
      for (let at = 0; at < columns.length; at++) {
        const value = row[at + 1]
        if (typeof value === 'number' || typeof value === 'string') fields[columns[at]!] = value
      }
      rows.push({ tags, time: row[0], fields })
    }
  })
  return rows
}

/** The same by columns. */
export async function readColumns(db: DatabaseSync, query: Query): Promise<SeriesColumns[]> {
  const columns = existingFields(db, query)
  const series: SeriesColumns[] = []
  await eachSeries(db, query, columns, (tags, found) => {
    if (found.length === 0) return
    const times = new Float64Array(found.length)
    const values = query.fields.map(() => new Float64Array(found.length).fill(NaN))
    const known = columns.map((name) => values[query.fields.indexOf(name)]!)
    for (let at = 0; at < found.length; at++) {
      const row = found[at]!
      times[at] = row[0]
      for (let one = 0; one < known.length; one++) {
        const value = row[one + 1]
        if (typeof value === 'number') known[one]![at] = value
      }
    }
    series.push({ tags, times, values })
  })
  return series
}

/** Tells of the rows of each series that matches: time, then the columns. */
async function eachSeries(
  db: DatabaseSync,
  query: Query,
  columns: readonly string[],
  tell: (tags: Record<string, string>, rows: readonly [number, ...unknown[]][]) => void,
): Promise<void> {
  if (columns.length === 0) return
  const names = columns.map(quoted)
  const statement = prepared(
    db,
    `SELECT time, ${names.join(', ')} FROM ${tableOf(query.measurement)}
     WHERE series = ? AND time >= ? AND time < ? AND (${names.map((name) => `${name} IS NOT NULL`).join(' OR ')})
     ORDER BY time LIMIT ?`,
  )
  const turn = turns()
  for (const { id, tags } of seriesOf(db, query)) {
    const found: unknown = statement.all(id, query.from, query.to, query.limit ?? -1)
    tell(tags, found as [number, ...unknown[]][])
    await turn()
  }
}

/** Windows of all matching series: one pass over the rows for all fields, at most a slice of them in memory. Counting here
 *  takes less than half the time of SQLite's own GROUP BY, which sorts the rows again for a computed window. */
export async function readWindows(db: DatabaseSync, query: WindowQuery): Promise<WindowRow[]> {
  const fields = existingFields(db, query)
  if (fields.length === 0) return []
  const { everyMs, offsetMs, goodOf = [] } = query
  const judged = fields.map((field) => goodOf.includes(field))
  const clipped = fields.map((field) => clippedFields(query.measurement).has(field))
  const found: WindowRow[] = []
  const turn = turns()
  for (const { id, tags } of seriesOf(db, query)) {
    let end = -Infinity
    let tallies: Tally[] = []
    const finish = (): void => {
      const stats = statsOf(tallies)
      if (stats) found.push({ tags, time: end - everyMs, stats })
    }
    for await (const rows of slicesOf(db, query, id, fields, turn)) {
      for (const row of rows) {
        if (row[0] >= end) {
          finish()
          end = windowStart(row[0], everyMs, offsetMs) + everyMs
          tallies = fields.map((field, at) => emptyTally(field, judged[at] === true))
        }
        for (let at = 0; at < tallies.length; at++)
          addTo(tallies[at]!, row[1 + 2 * at], row[2 + 2 * at], clipped[at])
      }
    }
    finish()
  }
  return found
}

/** Rows of one series in order of time, `sliceRows` at once: time, then value and flag of each field. */
async function* slicesOf(
  db: DatabaseSync,
  { measurement, from, to }: SeriesQuery,
  id: number,
  fields: readonly string[],
  turn: () => Promise<void>,
): AsyncGenerator<ArrayRow[]> {
  const declared = declarationOf(measurement).fields
  const columns = fields.map((field) => {
    const flag = flagField(field)
    return `${quoted(field)}, ${Object.hasOwn(declared, flag) ? quoted(flag) : 'NULL'}`
  })
  const read = prepared(
    db,
    `SELECT time, ${columns.join(', ')} FROM ${tableOf(measurement)}
     WHERE series = ? AND time >= ? AND time < ? ORDER BY time LIMIT ${sliceRows}`,
  )
  for (let start = from; ;) {
    const found: unknown = read.all(id, start, to)
    const rows = found as ArrayRow[]
    yield rows
    if (rows.length < sliceRows) return
    start = rows.at(-1)![0] + 1
    await turn()
  }
}

/** The fields of the query that the file has columns for: a field never written has no values. */
function existingFields(db: DatabaseSync, query: SeriesQuery): string[] {
  const asked = [...new Set(query.fields)]
  let known = knownColumns.get(db)
  if (!known) knownColumns.set(db, (known = new Map()))
  // Columns are added and never taken away.
  const before = known.get(query.measurement)
  if (before && asked.every((field) => before.has(field))) return asked
  const columns = columnsOf(db, query.measurement)
  known.set(query.measurement, columns)
  return asked.filter((field) => columns.has(field))
}

/** Statements that give rows as arrays: the same questions are asked of one series after the other. */
function prepared(db: DatabaseSync, sql: string): StatementSync {
  let known = statements.get(db)
  if (!known) statements.set(db, (known = new Map()))
  let statement = known.get(sql)
  if (statement) return statement
  if (known.size >= maxStatements) known.clear()
  known.set(sql, (statement = db.prepare(sql)))
  statement.setReturnArrays(true)
  return statement
}

const statements = new WeakMap<DatabaseSync, Map<string, StatementSync>>()
const knownColumns = new WeakMap<DatabaseSync, Map<string, ReadonlySet<string>>>()

function seriesOf(db: DatabaseSync, { measurement, tags = {} }: SeriesQuery): Series[] {
  const wanted = Object.entries(tags)
  const exact = declarationOf(measurement).tags.length === wanted.length
  const rows = exact
    ? prepared(db, 'SELECT id, tags FROM series WHERE measurement = ? AND tags = ?').all(
        measurement,
        tagsText(tags),
      )
    : prepared(db, 'SELECT id, tags FROM series WHERE measurement = ? ORDER BY tags').all(measurement)
  return (rows as unknown as [number, string][])
    .map(([id, text]) => ({ id, tags: JSON.parse(text) as Record<string, string> }))
    .filter((series) => wanted.every(([tag, value]) => series.tags[tag] === value))
}

function turns(): () => Promise<void> {
  let began = performance.now()
  return async () => {
    if (performance.now() - began < turnMs) return
    await setImmediate()
    began = performance.now()
  }
}
