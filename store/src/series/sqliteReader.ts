import { declarationOf } from './declared.ts'
import { columnsOf, quoted, tableOf, tagsText } from './sqliteSchema.ts'
import { excludedFlags, windowStart } from './windows.ts'
import { flagField } from '@city/domain/series/measurements.ts'
import type { SeriesQuery, SeriesRow, WindowRow, WindowStats } from '@city/domain/series/seriesStore.ts'
import type { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'

interface Series {
  id: number
  tags: Record<string, string>
}

/** Time span of one aggregating statement, ms. A day of minutes takes about 0.4 ms, so the loop stays free between. */
const sliceMs = 86_400_000

/** Longest stretch of work before the event loop gets a turn, ms. */
const turnMs = 10

/** Rows of all matching series, by series, then time; `limit` counts per series. The query has been checked. */
export async function readRows(
  db: DatabaseSync,
  query: SeriesQuery & { limit?: number },
): Promise<SeriesRow[]> {
  const columns = existingFields(db, query)
  if (columns.length === 0) return []
  const names = columns.map(quoted)
  const statement = db.prepare(
    `SELECT time, ${names.join(', ')} FROM ${tableOf(query.measurement)}
     WHERE series = ? AND time >= ? AND time < ? AND (${names.map((name) => `${name} IS NOT NULL`).join(' OR ')})
     ORDER BY time LIMIT ?`,
  )
  const rows: SeriesRow[] = []
  const turn = turns()
  for (const { id, tags } of seriesOf(db, query)) {
    for (const found of statement.all(id, query.from, query.to, query.limit ?? -1)) {
      const fields: Record<string, number | string> = {}
      for (const column of columns) {
        const value = found[column]
        if (typeof value === 'number' || typeof value === 'string') fields[column] = value
      }
      rows.push({ tags, time: Number(found['time']), fields })
    }
    await turn()
  }
  return rows
}

/** Windows of all matching series, aggregated by SQLite, field by field and at most a day (or a window) a statement. */
export async function readWindows(
  db: DatabaseSync,
  query: SeriesQuery & { everyMs: number; offsetMs?: number },
): Promise<WindowRow[]> {
  const fields = existingFields(db, query)
  const found: WindowRow[] = []
  const turn = turns()
  for (const series of seriesOf(db, query)) {
    const windows = new Map<number, WindowRow>()
    for (const field of fields) {
      for await (const [time, stats] of readField(db, query, series.id, field, turn)) {
        const window = windows.get(time) ?? { tags: series.tags, time, stats: {} }
        windows.set(time, window)
        window.stats[field] = stats
      }
    }
    found.push(...[...windows.values()].toSorted((a, b) => a.time - b.time))
  }
  return found
}

async function* readField(
  db: DatabaseSync,
  query: SeriesQuery & { everyMs: number; offsetMs?: number },
  id: number,
  field: string,
  turn: () => Promise<void>,
): AsyncGenerator<[number, WindowStats]> {
  const { measurement, everyMs, offsetMs } = query
  const column = quoted(field)
  const flag = flagField(field)
  const unflagged = Object.hasOwn(declarationOf(measurement).fields, flag)
    ? `AND (${quoted(flag)} IS NULL OR ${quoted(flag)} NOT IN (${excludedFlags.join(', ')}))`
    : ''
  const table = tableOf(measurement)
  const range = `FROM ${table} WHERE series = ? AND time >= ? AND time < ?`
  const first = db.prepare(`SELECT min(time) AS time ${range}`)
  const aggregate = db.prepare(
    `SELECT (time - ?) / ?, count(*), avg(${column}), min(${column}), max(${column})
     ${range} AND ${column} IS NOT NULL ${unflagged} GROUP BY 1 ORDER BY 1`,
  )
  aggregate.setReturnArrays(true)
  const step = everyMs * Math.max(1, Math.floor(sliceMs / everyMs))
  for (let from = query.from; from < query.to;) {
    const next = first.get(id, from, query.to)?.['time']
    if (typeof next !== 'number') return
    const start = windowStart(next, everyMs, offsetMs)
    const end = Math.min(query.to, start + step)
    // Numbers are bound as doubles: only BigInt keeps the division whole.
    const rows: unknown = aggregate.all(BigInt(start), BigInt(everyMs), id, next, end)
    for (const [index, count, mean, min, max] of rows as [number, number, number, number, number][]) {
      yield [start + index * everyMs, { count, mean, min, max }]
    }
    from = end
    await turn()
  }
}

/** The fields of the query that the file has columns for: a field never written has no values. */
function existingFields(db: DatabaseSync, query: SeriesQuery): string[] {
  const columns = columnsOf(db, query.measurement)
  return [...new Set(query.fields)].filter((field) => columns.has(field))
}

function seriesOf(db: DatabaseSync, { measurement, tags = {} }: SeriesQuery): Series[] {
  const wanted = Object.entries(tags)
  const exact = declarationOf(measurement).tags.length === wanted.length
  const rows = exact
    ? db
        .prepare('SELECT id, tags FROM series WHERE measurement = ? AND tags = ?')
        .all(measurement, tagsText(tags))
    : db.prepare('SELECT id, tags FROM series WHERE measurement = ? ORDER BY tags').all(measurement)
  return rows
    .map((row) => ({
      id: Number(row['id']),
      tags: JSON.parse(String(row['tags'])) as Record<string, string>,
    }))
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
