import { excludedFlags, notEvaluated, offsetOf } from './windows.ts'
import { flagField } from '@city/domain/series/measurements.ts'
import { declarationOf } from './declared.ts'
import type { SeriesQuery, WindowQuery } from '@city/domain/series/seriesStore.ts'

/** The four statistics, each also the name of a Flux aggregate and of the result that carries it. */
export const statistics = ['count', 'mean', 'min', 'max'] as const

/** Name of the result that counts flagged values per window. */
export const flaggedResult = 'flagged'

/** Flux for raw values, one row per field and time. A limit per field keeps enough: the first n rows of a series
 *  hold at most n values of each field, and those are its first. The very first is asked for with `first()`, which
 *  the storage answers without reading the rest (docs.influxdata.com/influxdb/v2, optimize Flux queries, pushdowns). */
export function rowsFlux(bucket: string, query: SeriesQuery & { limit?: number }): string {
  const rows = values(bucket, query, query.fields)
  if (query.limit === 1) return `${rows}\n  |> first()${keep(query)}`
  const limit = query.limit === undefined ? '' : `\n  |> limit(n: ${query.limit})`
  return `${rows}${keep(query)}${limit}`
}

/** Flux for the statistics of each field and window, flagged values included, and for the windows that hold values
 *  flagged 3, 4 or 9. `_time` is the window's start, cut to the range. */
export function windowsFlux(bucket: string, query: WindowQuery, flaggable: readonly string[]): string {
  const parts = [`data = ${values(bucket, query, query.fields)}`]
  for (const call of statistics)
    parts.push(`data${window(query, call)}${keep(query)}\n  |> yield(name: "${call}")`)
  if (flaggable.length > 0) {
    const excluded = excludedFlags.map((flag) => `r._value == ${flag}`)
    // A window with more than it needs is only counted once more.
    if (query.goodOf?.length) excluded.push(`r._value == ${notEvaluated}`)
    const flags = values(bucket, query, flaggable.map(flagField))
    parts.push(
      `${flags}\n  |> filter(fn: (r) => ${excluded.join(' or ')})${window(query, 'count')}${keep(query)}\n  |> yield(name: "${flaggedResult}")`,
    )
  }
  return parts.join('\n\n')
}

function values(bucket: string, query: SeriesQuery, fields: readonly string[]): string {
  const tags = Object.entries(query.tags ?? {}).map(([tag, value]) => `r[${text(tag)}] == ${text(value)}`)
  const filters = [
    `r._measurement == ${text(query.measurement)}`,
    fields.map((field) => `r._field == ${text(field)}`).join(' or '),
    ...tags,
  ]
  return [
    `from(bucket: ${text(bucket)})`,
    `  |> range(start: ${new Date(query.from).toISOString()}, stop: ${new Date(query.to).toISOString()})`,
    ...filters.map((filter) => `  |> filter(fn: (r) => ${filter})`),
  ].join('\n')
}

function window(query: WindowQuery, call: string): string {
  const { everyMs, offsetMs } = query
  const shift = offsetOf(everyMs, offsetMs)
  return `\n  |> aggregateWindow(every: ${everyMs}ms, offset: ${shift}ms, fn: ${call}, createEmpty: false, timeSrc: "_start")`
}

function keep({ measurement }: SeriesQuery): string {
  const columns = ['_time', '_value', '_field', ...declarationOf(measurement).tags]
  return `\n  |> keep(columns: [${columns.map(text).join(', ')}])`
}

/** A Flux string literal: quotes, backslashes and `${`, which would begin an expression, are escaped
 *  (docs.influxdata.com/flux, lexical elements, string literals). */
function text(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&').replaceAll('${', '\\${').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"`
}
