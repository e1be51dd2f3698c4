import { dayMs, hanoiOffsetMs } from './hanoiTime.ts'

/** The day asked for last: hours of one day are judged one after the other. */
let known = { day: NaN, text: '' }

/** The date of Hanoi at a moment (ms since 1970 UTC), e.g. `2026-01-31`. */
export function hanoiDate(time: number): string {
  const day = Math.floor((time + hanoiOffsetMs) / dayMs)
  if (day !== known.day) known = { day, text: new Date(day * dayMs).toISOString().slice(0, 10) }
  return known.text
}
