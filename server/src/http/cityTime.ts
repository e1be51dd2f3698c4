import { z } from 'zod'
import { dayMs, hanoiOffsetMs } from '@city/domain/time/hanoiTime.ts'
import { parseTime } from '@city/domain/time/parseTime.ts'

/** RFC 3339 with Hanoi's offset, to the second: `2026-11-22T07:00:00+07:00`. */
export function hanoiTime(at: number): string {
  return `${new Date(at + hanoiOffsetMs).toISOString().slice(0, 19)}+07:00`
}

/** RFC 3339 in UTC, or null where there is no moment. */
export function utc(at: number): string
export function utc(at: number | null): string | null
export function utc(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

/** A moment in a query: RFC 3339 with an offset, or a date (the start of that day in Hanoi), as ms since 1970 UTC.
 *  A bare `+` in an address arrives as a space and is understood. */
export const moment = momentWith(0, 'its start in Hanoi')

/** The same for the end of a period of whole days: a date means that day too, so its moment is the last millisecond
 *  of it. */
export const dayEnd = momentWith(dayMs - 1, 'that day included')

function momentWith(dateMs: number, dateMeans: string) {
  return z
    .string()
    .transform((text, context) => {
      const spelled = text.trim().replace(/ (\d{2}:\d{2})$/, '+$1')
      const isDate = /^\d{4}-\d{2}-\d{2}$/.test(spelled)
      const time = parseTime(isDate ? `${spelled}T00:00:00+07:00` : spelled)
      if (time !== undefined) return isDate ? time + dateMs : time
      context.addIssue('must be a time like 2026-11-22T07:00:00+07:00 or a date like 2026-11-22')
      return z.NEVER
    })
    .meta({
      description: `RFC 3339 with offset, or a date (${dateMeans})`,
      examples: ['2026-11-22T07:00:00+07:00'],
    })
}
