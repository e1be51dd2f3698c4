import type { FieldType, Measurement } from '@city/domain/series/measurements.ts'
import { measurements } from '@city/domain/series/measurements.ts'
import type { SeriesPoint, SeriesQuery } from '@city/domain/series/seriesStore.ts'
import { StoreRefused } from '@city/domain/series/seriesStore.ts'

/** Farthest moment either side of 1970 that all adapters can hold, ms: InfluxDB counts nanoseconds in 64 bits. */
export const farthestMs = 9_223_372_036_853

/** Longest tag value, UTF-16 units; InfluxDB refuses series keys above 64 KB, ours are names. */
const maxTagLength = 1024

/** Longest text field, UTF-16 units: InfluxDB's limit is 64 KB, UTF-8 takes up to 3 bytes per unit. */
const maxTextLength = 20_000

/** The declaration of a measurement; throws StoreRefused when there is none. */
export function declarationOf(measurement: string): Measurement {
  const found = Object.hasOwn(measurements, measurement) ? measurements[measurement] : undefined
  if (!found) throw new StoreRefused(`measurement "${measurement}" is not declared`)
  return found
}

/** Type of a declared field; throws StoreRefused when the measurement has no such field. */
export function fieldTypeOf(declared: Measurement, measurement: string, field: string): FieldType {
  const type = Object.hasOwn(declared.fields, field) ? declared.fields[field] : undefined
  if (!type) throw new StoreRefused(`field "${field}" of measurement "${measurement}" is not declared`)
  return type
}

/** Throws StoreRefused, naming the fault, unless every point can be stored by every adapter alike.
 *  Control characters and a trailing backslash have no spelling in line protocol, so no adapter takes them in tags. */
export function checkPoints(points: readonly SeriesPoint[]): void {
  // Points that follow each other are of one kind: what was found of the last is asked again only where it differs.
  let last: SeriesPoint | undefined
  let declared: Measurement | undefined
  let names: string[] = []
  let types: FieldType[] = []
  for (const point of points) {
    const { measurement, tags, time, fields } = point
    if (!declared || measurement !== last?.measurement) {
      declared = declarationOf(measurement)
      names = []
      types = []
      last = undefined
    }
    if (tags !== last?.tags) checkTags(point, declared)
    if (!Number.isInteger(time) || Math.abs(time) > farthestMs) {
      throw new StoreRefused(`time ${time} of "${measurement}" is not a moment in ms since 1970`)
    }
    let at = 0
    for (const field in fields) {
      if (names[at] !== field) {
        types[at] = fieldTypeOf(declared, measurement, field)
        names[at] = field
      }
      checkValue(point, field, types[at]!)
      at++
    }
    if (at === 0) throw new StoreRefused(`a point of "${measurement}" has no fields`)
    last = point
  }
}

/** Throws StoreRefused unless the point has the declared tags, all of them writable. */
export function checkTags(point: SeriesPoint, declared: Measurement): void {
  let tags = 0
  for (const tag in point.tags) {
    const value = point.tags[tag]
    if (!declared.tags.includes(tag)) {
      throw new StoreRefused(`tag "${tag}" of measurement "${point.measurement}" is not declared`)
    }
    if (typeof value !== 'string' || !isWritableTag(value)) {
      throw new StoreRefused(`tag "${tag}" of "${point.measurement}" cannot be ${JSON.stringify(value)}`)
    }
    tags += 1
  }
  if (tags !== declared.tags.length) {
    throw new StoreRefused(`a point of "${point.measurement}" needs the tags ${declared.tags.join(', ')}`)
  }
}

function isWritableTag(value: string): boolean {
  // oxlint-disable-next-line no-control-regex
  const impossible = /[\u0000-\u001f\u007f]|\\$/
  return value !== '' && value.length <= maxTagLength && value.isWellFormed() && !impossible.test(value)
}

function checkValue(point: SeriesPoint, field: string, type: FieldType): void {
  const value = point.fields[field]
  if (type === 'float' && Number.isFinite(value)) return
  const fits =
    type === 'string'
      ? typeof value === 'string' &&
        value.length <= maxTextLength &&
        value.isWellFormed() &&
        !value.includes('\0')
      : type === 'integer'
        ? Number.isSafeInteger(value)
        : Number.isFinite(value)
  if (fits) return
  const shown = typeof value === 'string' ? JSON.stringify(value.slice(0, 100)) : String(value)
  throw new StoreRefused(`field "${field}" of "${point.measurement}" is ${type} and cannot hold ${shown}`)
}

/** The query with its range cut to what a store can hold; throws StoreRefused when it asks for what is not declared. */
export function checkQuery<Q extends SeriesQuery>(query: Q): Q {
  const declared = declarationOf(query.measurement)
  if (query.fields.length === 0) throw new StoreRefused(`a query of "${query.measurement}" names no field`)
  for (const field of query.fields) fieldTypeOf(declared, query.measurement, field)
  for (const tag of Object.keys(query.tags ?? {})) {
    if (!declared.tags.includes(tag)) {
      throw new StoreRefused(`tag "${tag}" of measurement "${query.measurement}" is not declared`)
    }
  }
  if (Number.isNaN(query.from) || Number.isNaN(query.to))
    throw new StoreRefused('the range of a query is not a time')
  const cut = (time: number): number => Math.ceil(Math.max(-farthestMs, Math.min(farthestMs, time)))
  return { ...query, from: cut(query.from), to: cut(query.to) }
}

/** Like checkQuery, for windows: fields must be numbers and windows a whole number of milliseconds, at least 1. */
export function checkWindowQuery<Q extends SeriesQuery & { everyMs: number; offsetMs?: number }>(
  query: Q,
): Q {
  const checked = checkQuery(query)
  const declared = declarationOf(query.measurement)
  for (const field of query.fields) {
    if (declared.fields[field] === 'string') {
      throw new StoreRefused(`field "${field}" of "${query.measurement}" is text: it has no mean`)
    }
  }
  if (
    !Number.isSafeInteger(query.everyMs) ||
    query.everyMs < 1 ||
    !Number.isSafeInteger(query.offsetMs ?? 0)
  ) {
    throw new StoreRefused(
      `windows of ${query.everyMs} ms shifted by ${query.offsetMs ?? 0} ms cannot be made`,
    )
  }
  return checked
}
