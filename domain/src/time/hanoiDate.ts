import { hanoiOffsetMs } from './hanoiTime.ts'

/** The date of Hanoi at a moment (ms since 1970 UTC), e.g. `2026-01-31`. */
export function hanoiDate(time: number): string {
  return new Date(time + hanoiOffsetMs).toISOString().slice(0, 10)
}
