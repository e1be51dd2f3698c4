import { excludedFlags, notEvaluated, offsetOf } from './windows.ts'
import { flagField } from '@city/domain/series/measurements.ts'
import { declarationOf } from './declared.ts'
import type { SeriesQuery, WindowQuery } from '@city/domain/series/seriesStore.ts'

/** InfluxQL for raw rows, one column per field in the order of `query.fields`; `limit` counts per series. */
export function rowsQl(query: SeriesQuery & { limit?: number }): string {
  const limit = query.limit === undefined ? '' : ` LIMIT ${query.limit}`
  return `SELECT ${query.fields.map(name).join(', ')} ${fromWhere(query)} GROUP BY ${tagNames(query)}${limit}`
}

/** InfluxQL for count, mean, min and max of each field, in this order, flagged values included. */
export function windowsQl(query: WindowQuery): string {
  const columns = query.fields.flatMap((field, index) =>
    ['count', 'mean', 'min', 'max'].map((call) => `${call}(${name(field)}) AS ${call}_${index}`),
  )
  return `SELECT ${columns.join(', ')} ${fromWhere(query)} GROUP BY ${windowOf(query)}, ${tagNames(query)} fill(none)`
}

/** InfluxQL for the windows in which values of one field are flagged 3, 4 or 9, or 2 where it is to be told apart. */
export function flaggedQl(query: WindowQuery, field: string): string {
  const flag = name(flagField(field))
  const told = query.goodOf?.includes(field) ? [...excludedFlags, notEvaluated] : excludedFlags
  const excluded = told.map((value) => `${flag} = ${value}`).join(' OR ')
  return `SELECT count(${flag}) ${fromWhere(query)} AND (${excluded}) GROUP BY ${windowOf(query)}, ${tagNames(query)} fill(none)`
}

/** InfluxQL that removes the points of a measurement before `to`, ms. */
export function deleteQl(measurement: string, to: number): string {
  return `DELETE FROM ${name(measurement)} WHERE time < ${to}ms`
}

function fromWhere({ measurement, tags = {}, from, to }: SeriesQuery): string {
  const conditions = [`time >= ${from}ms`, `time < ${to}ms`]
  for (const [tag, value] of Object.entries(tags)) conditions.push(`${name(tag)} = ${text(value)}`)
  return `FROM ${name(measurement)} WHERE ${conditions.join(' AND ')}`
}

function windowOf({ everyMs, offsetMs }: WindowQuery): string {
  return `time(${everyMs}ms, ${offsetOf(everyMs, offsetMs)}ms)`
}

function tagNames({ measurement }: SeriesQuery): string {
  return declarationOf(measurement).tags.map(name).join(', ')
}

function name(identifier: string): string {
  return `"${identifier.replace(/["\\]/g, '\\$&')}"`
}

function text(value: string): string {
  return `'${value.replace(/['\\]/g, '\\$&').replaceAll('\n', '\\n')}'`
}
