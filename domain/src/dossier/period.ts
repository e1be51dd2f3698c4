import { hanoiOffsetMs } from '../time/hanoiTime.ts'
import { hanoiDay, startOfHanoiDay } from './classify.ts'

/** Whole days of Hanoi: `from` is the start of the first, `to` the last millisecond of the last. ms since 1970 UTC. */
export interface Period {
  from: number
  to: number
}

/** The calendar month of Hanoi to date: from its first day to the end of today. */
export function defaultPeriod(now: number): Period {
  const local = new Date(now + hanoiOffsetMs)
  const from = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), 1) - hanoiOffsetMs
  return wholeDays(from, now)
}

/** The whole days that two moments lie in. A `to` at midnight sharp ends the day before, as in [from, to).
 *  @throws RangeError when `to` is before `from` or more than ten years after it */
export function wholeDays(from: number, to: number): Period {
  const first = hanoiDay(from)
  const last = to > from && startOfHanoiDay(hanoiDay(to)) === to ? hanoiDay(to) - 1 : hanoiDay(to)
  if (!(last >= first)) throw new RangeError('the period ends before it begins')
  if (last - first > 3660) throw new RangeError('the period is longer than ten years')
  return { from: startOfHanoiDay(first), to: startOfHanoiDay(last + 1) - 1 }
}
