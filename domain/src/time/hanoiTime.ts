/** Hanoi is UTC+7 all year: no daylight saving (environment.md, general conventions). */
export const hanoiOffsetMs = 7 * 3_600_000
export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/** Start of the clock hour that holds `time`, ms since 1970 UTC. */
export function hourStart(time: number): number {
  return time - (time % hourMs)
}

/** Start of the day of Hanoi that holds `time`, ms since 1970 UTC. */
export function hanoiDayStart(time: number): number {
  return time - ((time + hanoiOffsetMs) % dayMs)
}

/** Hour of the day in Hanoi with its fraction, 0 ≤ hour < 24: 04:30 is 4.5. */
export function hanoiHour(time: number): number {
  return ((time + hanoiOffsetMs) % dayMs) / hourMs
}
