import { hanoiOffsetMs } from '@city/domain/time/hanoiTime.ts'

/* Fields of type datetime-local hold Hanoi's time without an offset. */

/** What such a field holds for a moment, to the minute. @param at ms since 1970 UTC */
export function localText(at: number): string {
  return new Date(at + hanoiOffsetMs).toISOString().slice(0, 16)
}

/** RFC 3339 with Hanoi's offset; null while the field is empty or half filled. */
export function localMoment(text: string): string | null {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? `${text}:00+07:00` : null
}
