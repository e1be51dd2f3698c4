import type { CityProfile } from '../profile/cityProfile.ts'
import { dayMs, hourMs } from '../time/hanoiTime.ts'
import { hanoiDay, startOfHanoiDay } from './classify.ts'

/** Office hours and days off of the city profile. */
export type Calendar = CityProfile['settings']['calendar']

/** A working day is 8 working hours, whatever the clock of the office (dossiers.md 1.5). */
const hoursPerDay = 8

/** Due time of a dossier whose procedure is given in working hours (dossiers.md 1.5). For the simulator and for
 *  checking only: the due date that a message carries is the truth.
 *  @param receivedAt ms since 1970 UTC
 *  @param hours working hours of the procedure; 8 = one working day; the day of reception is not counted
 *  @returns ms since 1970 UTC; throws RangeError when the calendar has no working time */
export function dueAfterWorkingHours(receivedAt: number, hours: number, calendar: Calendar): number {
  const spans = spansOf(calendar)
  let time = startOfWork(receivedAt, calendar, spans)
  for (let days = Math.floor(hours / hoursPerDay); days > 0; days -= 1) {
    time = startOfHanoiDay(nextWorkingDay(hanoiDay(time), calendar)) + timeOfDay(time)
  }
  return addHours(time, (hours % hoursPerDay) * hourMs, calendar, spans)
}

/** Due time where the procedure is given in calendar days: a due date without work moves to the next working day. */
export function dueAfterCalendarDays(receivedAt: number, days: number, calendar: Calendar): number {
  const day = hanoiDay(receivedAt) + days
  const due = isWorkingDay(day, calendar) ? day : nextWorkingDay(day, calendar)
  return startOfHanoiDay(due) + timeOfDay(receivedAt)
}

/** Whether the offices work on a day of Hanoi (`hanoiDay`). */
export function isWorkingDay(day: number, calendar: Calendar): boolean {
  const { off, extra } = timetableOf(calendar)
  if (extra.has(day)) return true
  const weekday = (day + 4) % 7 // 1 January 1970 was a Thursday; 0 = Sunday
  return weekday !== 0 && weekday !== 6 && !off.has(day)
}

/** A calendar in numbers: office hours as ms of the day, exceptions as days of Hanoi. */
interface Timetable {
  spans: readonly Span[]
  off: ReadonlySet<number>
  extra: ReadonlySet<number>
}

/** Made once per calendar: a due date looks at dozens of days. */
const timetables = new WeakMap<Calendar, Timetable>()

function timetableOf(calendar: Calendar): Timetable {
  const known = timetables.get(calendar)
  if (known) return known
  const days = (dates: readonly string[]) => new Set(dates.map((date) => Date.parse(date) / dayMs))
  const spans = calendar.hours.map(([opens, closes]): Span => [clock(opens), clock(closes)])
  const made = { spans, off: days(calendar.non_working), extra: days(calendar.extra_working) }
  timetables.set(calendar, made)
  return made
}

type Span = readonly [number, number]

function spansOf(calendar: Calendar): readonly Span[] {
  const { spans } = timetableOf(calendar)
  if (!spans.some(([opens, closes]) => closes > opens))
    throw new RangeError('the calendar has no working hours')
  return spans
}

function clock(text: string): number {
  const [hour, minute] = text.split(':').map(Number)
  return (hour ?? 0) * hourMs + (minute ?? 0) * 60_000
}

function timeOfDay(time: number): number {
  return time - startOfHanoiDay(hanoiDay(time))
}

function nextWorkingDay(day: number, calendar: Calendar): number {
  for (let next = day + 1; next < day + 400; next += 1) if (isWorkingDay(next, calendar)) return next
  throw new RangeError('the calendar has no working day within a year')
}

/** The first moment of work at or after `time`: opening, the end of the lunch break, or the next working day. */
function startOfWork(time: number, calendar: Calendar, spans: readonly Span[]): number {
  const day = hanoiDay(time)
  const ofDay = timeOfDay(time)
  const span = isWorkingDay(day, calendar) ? spans.find(([, closes]) => ofDay < closes) : undefined
  if (span) return startOfHanoiDay(day) + Math.max(ofDay, span[0])
  return startOfHanoiDay(nextWorkingDay(day, calendar)) + spans[0]![0]
}

function addHours(from: number, duration: number, calendar: Calendar, spans: readonly Span[]): number {
  let time = from
  let left = duration
  while (left > 0) {
    time = startOfWork(time, calendar, spans)
    const day = startOfHanoiDay(hanoiDay(time))
    const span = spans.find(([opens, closes]) => time - day >= opens && time - day < closes)!
    const step = Math.min(left, day + span[1] - time)
    time += step
    left -= step
  }
  return time
}
