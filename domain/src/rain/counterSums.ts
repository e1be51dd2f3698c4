import { hanoiOffsetMs, hourMs, dayMs } from '../time/hanoiTime.ts'
import { exactMm, jitterMs, tenMinutesMs, type RainSpan } from './rainSpan.ts'

/** One reading of a counter; `value` in units of the counter. */
export interface CounterReading {
  time: number
  value: number
}

export interface CounterKind {
  /** mm of one unit: the tip size of a bucket, 1 for a counter in mm. */
  mmPerUnit: number
  /** Hours of Hanoi at which it starts again by itself, e.g. [0, 19]; a reset right after a report there loses nothing. */
  resetHours: readonly number[]
}

/** Most rain of 10 minutes that a gauge may report (fail range of environment.md 7.3), mm. */
const mostMm = 60
/** A sum reaches back at least this long where a report is there. */
const longestSumMs = 15 * 60_000
const resetToleranceMs = 60_000

/** A counter's reading that can be believed, in mm since the first one of its segment. */
interface Counted {
  time: number
  segment: number
  mm: number
  /** Unexpected resets so far: rain between the last report and the reset is lost. */
  resets: number
}

/** Ten-minute sums of a counter, one ending at each of its readings (environment.md 5.4): increments are differences, a
 *  negative difference is a reset (counter(t) is used when plausible, and marked), nothing is interpolated: over a gap
 *  the sum spans the gap. Depends on the stored readings alone, not on the order of their arrival.
 *  @param readings in order of time, usable values only */
export function counterSums(readings: readonly CounterReading[], kind: CounterKind): RainSpan[] {
  const counted = countOf(readings, kind)
  const spans: RainSpan[] = []
  // For each reading the newest one that is 10 minutes older.
  let old = 0
  for (let i = 1; i < counted.length; i++) {
    const one = counted[i]!
    while (counted[old + 1]!.time <= one.time - tenMinutesMs + jitterMs) old++
    const start = startOf(counted, i, old)
    if (start.segment !== one.segment) continue
    const mm = exactMm(one.mm - start.mm)
    spans.push({
      from: start.time,
      time: one.time,
      mm,
      kind: 'counter',
      hasReset: one.resets > start.resets,
    })
  }
  return spans
}

/** Where the sum that ends at reading `i` begins: 10 to 15 minutes before; after a gap at the first reading behind it;
 *  over a gap at the reading before. */
function startOf(counted: readonly Counted[], i: number, old: number): Counted {
  const one = counted[i]!
  const candidate = counted[old]!
  const isOld = candidate.time <= one.time - tenMinutesMs + jitterMs
  if (isOld && candidate.time >= one.time - longestSumMs) return candidate
  const next = counted[isOld ? old + 1 : old]!
  return next.time < one.time && next.segment === one.segment ? next : counted[i - 1]!
}

function countOf(readings: readonly CounterReading[], { mmPerUnit, resetHours }: CounterKind): Counted[] {
  const counted: Counted[] = []
  let before: CounterReading | undefined
  for (let i = 0; i < readings.length; i++) {
    const reading = readings[i]!
    const next = readings[i + 1]
    const last = counted.at(-1)
    if (!before || !last) {
      counted.push({ time: reading.time, segment: 0, mm: 0, resets: 0 })
      before = reading
      continue
    }
    const mm = (reading.value - before.value) * mmPerUnit
    const follows = (a: CounterReading, b: CounterReading): boolean =>
      isPlausible((b.value - a.value) * mmPerUnit, b.time - a.time)
    const isPlanned = mm < 0 && isResetHour(before.time, resetHours)
    // A lone reading that its neighbours on both sides contradict is an outlier of the counter, not rain and no reset.
    if (!isPlausible(mm, reading.time - before.time) && !isPlanned && next && follows(before, next)) continue
    const { time } = reading
    if (isPlausible(mm, time - before.time)) counted.push({ ...last, time, mm: last.mm + mm })
    else if (mm < 0 && isPlausible(reading.value * mmPerUnit, time - before.time)) {
      const since = reading.value * mmPerUnit
      counted.push({ ...last, time, mm: last.mm + since, resets: last.resets + (isPlanned ? 0 : 1) })
    }
    // A leap that no later reading has confirmed yet says nothing; a confirmed one begins anew: what fell is unknown.
    else if (next && follows(reading, next))
      counted.push({ time, segment: last.segment + 1, mm: 0, resets: 0 })
    else continue
    before = reading
  }
  return counted
}

function isPlausible(mm: number, gapMs: number): boolean {
  return mm >= 0 && mm <= mostMm * Math.max(1, gapMs / tenMinutesMs)
}

function isResetHour(time: number, hours: readonly number[]): boolean {
  const ofDay = (time + hanoiOffsetMs) % dayMs
  return hours.some((hour) => {
    const apart = Math.abs(ofDay - hour * hourMs)
    return Math.min(apart, dayMs - apart) <= resetToleranceMs
  })
}
