import type { RainWindowName } from '../api/rain.ts'
import { dayMs, hanoiDayStart, hourMs } from '../time/hanoiTime.ts'

const minuteMs = 60_000

/** Lengths of the rolling windows, ms (environment.md 5.4). */
export const rollingWindows: Readonly<Partial<Record<RainWindowName, number>>> = {
  '10m': 10 * minuteMs,
  '15m': 15 * minuteMs,
  '30m': 30 * minuteMs,
  '1h': hourMs,
  '2h': 2 * hourMs,
  '3h': 3 * hourMs,
  '6h': 6 * hourMs,
  '12h': 12 * hourMs,
  '24h': 24 * hourMs,
  '48h': 48 * hourMs,
}
/** Older rows than this are in no window that is asked for now, ms; a span may begin before its window. */
export const longestWindowMs = 49 * hourMs

/** Days of rain begin at this hour of Hanoi: the meteorological day 19–19 h, the calendar day at midnight (5.1). */
export const dayStartHours = { since_19h: 19, day: 0 } as const
export type DayWindow = keyof typeof dayStartHours

export function isDayWindow(window: RainWindowName): window is DayWindow {
  return window in dayStartHours
}

/** Start of the day of rain that holds `now`, ms since 1970 UTC. At 19:00 sharp the old day ends. */
export function runningDayStart(window: DayWindow, now: number): number {
  const shiftMs = dayStartHours[window] * hourMs
  return hanoiDayStart(now - 1 - shiftMs) + shiftMs
}

/** The ended day of rain of a date: the calendar day, or the 19–19 day that ends on that date.
 *  @param midnight start of the date in Hanoi */
export function dayOf(window: DayWindow, midnight: number): { from: number; to: number } {
  const end = window === 'day' ? midnight + dayMs : midnight + dayStartHours.since_19h * hourMs
  return { from: end - dayMs, to: end }
}
