import { parseLocalTime } from './parseLocalTime.ts'
import { MemberFault } from './reasons.ts'

export type JsonObject = Record<string, unknown>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Text of a field that may be a string, a number or a boolean; '' when it is absent, null or blank.
 *  @throws MemberFault when it is an object or an array */
export function textOf(object: JsonObject, field: string): string {
  const value = object[field]
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new MemberFault(
    'bad_shape',
    `${field} is ${Array.isArray(value) ? 'a list' : 'an object'}, not a text`,
  )
}

/** Text of a field, cut to `limit` characters: names and labels, which nothing is computed from. */
export function labelOf(object: JsonObject, field: string, limit = 500): string {
  return textOf(object, field).slice(0, limit)
}

/** How far a producer's clock may run ahead of ours, as for readings (design section 4). */
const aheadLimitMs = 10 * 60_000

/** Time of something that has happened; null when the field is empty.
 *  @param now ms since 1970 UTC
 *  @throws MemberFault when it is no date that exists, or lies in the future */
export function pastTimeOf(object: JsonObject, field: string, now: number): number | null {
  const time = timeOf(object, field)
  if (time !== null && time > now + aheadLimitMs)
    throw new MemberFault('future_date', `${field} lies in the future: ${shown(object[field])}`)
  return time
}

/** Time of a field, ms since 1970 UTC; null when the field is empty.
 *  @throws MemberFault when it is no date that exists */
export function timeOf(object: JsonObject, field: string): number | null {
  const text = textOf(object, field)
  if (text === '') return null
  const time = parseLocalTime(text)
  if (time === undefined) throw new MemberFault('impossible_date', `${field} is no date: ${shown(text)}`)
  return time
}

/** Whether a flag is set: 1, true. Absent or anything else is not. */
export function flagOf(object: JsonObject, field: string): boolean {
  return ['1', 'true'].includes(textOf(object, field).toLowerCase())
}

/** The objects of a list field; what is absent or no list has none, what is no object is left out. */
export function listOf(object: JsonObject, field: string): JsonObject[] {
  const value = object[field]
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** A foreign value for a message to people, short whatever its size. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (isObject(value)) return 'an object'
  const text = String(value)
  return text.length > 60 ? `"${text.slice(0, 60)}…"` : `"${text}"`
}
