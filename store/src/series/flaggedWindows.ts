import { declarationOf } from './declared.ts'
import { tagsKey, windowCounter, windowStart } from './windows.ts'
import { clippedFields } from '@city/domain/quality/clippedFields.ts'
import { flagField } from '@city/domain/series/measurements.ts'
import type { SeriesQuery, SeriesRow, WindowQuery, WindowRow } from '@city/domain/series/seriesStore.ts'

/** Somewhere in the window of this series at this time a value is flagged 3, 4 or 9, or 2 where that is asked for. */
export interface FlaggedTime {
  tags: Record<string, string>
  time: number
}

/** Ranges read for one series before one read of everything between the first and the last is cheaper. */
const maxRanges = 16

/** Raw rows read at a time: a station that reports many times a second has a hundred thousand in an hour. */
const pageRows = 10_000

/** Those fields of the query that have a flag field beside them. */
export function flaggableFields(query: SeriesQuery): string[] {
  const declared = declarationOf(query.measurement)
  return query.fields.filter((field) => Object.hasOwn(declared.fields, flagField(field)))
}

/** InfluxDB aggregates every value, flagged or not: no query language of its versions can test the flag field of the
 *  same point when most points have none. So windows that hold a flagged value, or a negative one
 *  that counts as 0, usually few, are computed again from raw rows; the others are kept as they came.
 *  @param windows what the database computed, flagged values included
 *  @param readRaw reads raw rows of one series, the first `limit` in order of time */
export async function withoutFlagged(
  query: WindowQuery,
  windows: readonly WindowRow[],
  flagged: readonly FlaggedTime[],
  readRaw: (query: SeriesQuery & { limit: number }) => Promise<SeriesRow[]>,
): Promise<WindowRow[]> {
  const { everyMs, offsetMs = 0, measurement } = query
  const clipped = clippedFields(measurement)
  const again = [
    ...flagged,
    ...windows.filter(({ stats }) =>
      query.fields.some((one) => clipped.has(one) && stats[one] && stats[one].min < 0),
    ),
  ]
  if (again.length === 0) return [...windows]
  const touched = new Map<string, { tags: Record<string, string>; starts: Set<number> }>()
  for (const { tags, time } of again) {
    const series = touched.get(tagsKey(tags)) ?? { tags, starts: new Set<number>() }
    touched.set(tagsKey(tags), series)
    series.starts.add(windowStart(time, everyMs, offsetMs))
  }
  const kept = windows.filter(({ tags, time }) => !touched.get(tagsKey(tags))?.starts.has(time))
  const fields = [...new Set([...query.fields, ...flaggableFields(query).map(flagField)])]
  for (const { tags, starts } of touched.values()) {
    for (const range of rangesOf(starts, everyMs)) {
      const to = Math.min(query.to, range.to)
      const counter = windowCounter(query)
      let from: number | undefined = Math.max(query.from, range.from)
      while (from !== undefined) {
        const rows = await readRaw({ measurement, tags, from, to, fields, limit: pageRows })
        counter.add(rows)
        from = rows.length < pageRows ? undefined : rows.at(-1)!.time + 1
      }
      kept.push(...counter.windows().filter(({ time }) => starts.has(time)))
    }
  }
  return inOrder(kept)
}

function rangesOf(starts: ReadonlySet<number>, everyMs: number): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = []
  for (const start of [...starts].toSorted((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && last.to === start) last.to += everyMs
    else ranges.push({ from: start, to: start + everyMs })
  }
  const first = ranges[0]
  const last = ranges.at(-1)
  return first && last && ranges.length > maxRanges ? [{ from: first.from, to: last.to }] : ranges
}

/** Rows or windows by series, then by time: the order that every adapter answers in. */
export function inOrder<R extends { tags: Record<string, string>; time: number }>(rows: readonly R[]): R[] {
  const bySeries = new Map<string, R[]>()
  let lastTags: Record<string, string> | undefined
  let series: R[] = []
  for (const row of rows) {
    // Rows of one series come together and share their tags.
    if (row.tags !== lastTags) {
      lastTags = row.tags
      const key = tagsKey(row.tags)
      series = bySeries.get(key) ?? []
      bySeries.set(key, series)
    }
    series.push(row)
  }
  const keys = [...bySeries.keys()].toSorted()
  return keys.flatMap((key) => inTime(bySeries.get(key) ?? []))
}

function inTime<R extends { time: number }>(rows: R[]): R[] {
  for (let at = 1; at < rows.length; at++)
    if (rows[at]!.time < rows[at - 1]!.time) return rows.toSorted((a, b) => a.time - b.time)
  return rows
}
