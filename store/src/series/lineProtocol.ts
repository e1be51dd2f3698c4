import { declarationOf } from './declared.ts'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'

/** One line of InfluxDB line protocol, time in milliseconds (write with `precision=ms`), tags in order of name.
 *  The point has passed `checkPoints`. Escaping: backslash before comma, equals sign and space in names and tags;
 *  before quote and backslash in text (docs.influxdata.com, line protocol reference, 1.x and 2.x alike). */
export function lineOf(point: SeriesPoint, seriesKey = seriesKeyOf(point)): string {
  return `${seriesKey} ${fieldsOf(point)} ${point.time}`
}

/** Measurement and tags as they open the line; with the time it says which point a line is. */
export function seriesKeyOf(point: SeriesPoint): string {
  let key = escapeMeasurement(point.measurement)
  for (const tag of Object.keys(point.tags).toSorted()) {
    key += `,${escapeTag(tag)}=${escapeTag(point.tags[tag] ?? '')}`
  }
  return key
}

function fieldsOf(point: SeriesPoint): string {
  const { fields: types } = declarationOf(point.measurement)
  let text = ''
  for (const field in point.fields) {
    const value = point.fields[field]
    const written =
      typeof value === 'string'
        ? `"${escapeText(value)}"`
        : types[field] === 'integer'
          ? `${value}i`
          : `${value}`
    text += `${text === '' ? '' : ','}${escapeTag(field)}=${written}`
  }
  return text
}

function escapeMeasurement(name: string): string {
  return /[, ]/.test(name) ? name.replace(/[, ]/g, '\\$&') : name
}

/** A name or a tag as a line spells it. */
export function escapeTag(text: string): string {
  return /[,= ]/.test(text) ? text.replace(/[,= ]/g, '\\$&') : text
}

function escapeText(text: string): string {
  return /["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text
}
