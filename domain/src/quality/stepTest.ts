import { hourMs } from '../time/hanoiTime.ts'
import type { Limits } from './limits.ts'
import { epsilon, mostGaps, type Track } from './track.ts'

/** Step test (environment.md 7.2 test 4): change from the previous valid value, if that is at most 3 intervals older, and
 *  the change within an hour, which makes a value suspect at most. Not valid are spikes and values that are themselves
 *  a fail away from the value before them; so the value after a spike is compared with the one before it. How far a
 *  judgement looks back is bounded: where readings are cut changes nothing.
 *  @param spikes outcome of the spike test, empty when it was not made
 *  @returns per value 4, 3, 1, or 0 where there was nothing to compare with */
export function stepTest(
  track: Track,
  { step, hourly }: Pick<Limits, 'step' | 'hourly'>,
  spikes: readonly number[],
  intervalMs: number,
): number[] {
  const { time, value } = track
  const isSpike = (at: number): boolean => (spikes[at] ?? 0) >= 3
  /** The newest value before `at`, not older than 3 intervals, that fits. */
  const before = (at: number, fits: (other: number) => boolean): number | undefined => {
    for (let other = at - 1; other >= 0; other--) {
      if (time[at]! - time[other]! > mostGaps * intervalMs) return undefined
      if (fits(other)) return other
    }
    return undefined
  }
  const change = (at: number, other: number): number => Math.abs(value[at]! - value[other]!)
  const jumps = value.map((_, at) => {
    const other = step ? before(at, (one) => !isSpike(one)) : undefined
    return other !== undefined && change(at, other) > step!.fail + epsilon
  })
  return value.map((_, at) => {
    let outcome = 0
    if (step) {
      const other = before(at, (one) => !isSpike(one) && !jumps[one])
      if (other !== undefined) {
        const by = change(at, other)
        if (by > step.fail + epsilon) return 4
        outcome = by > step.suspect + epsilon ? 3 : 1
      }
    }
    if (hourly === null) return outcome
    const other = hourBefore(track, at, isSpike, intervalMs)
    if (other === undefined) return outcome
    return change(at, other) > hourly + epsilon ? 3 : Math.max(outcome, 1)
  })
}

/** The newest value that is at least an hour older, and not more than an interval longer. */
function hourBefore(
  { time }: Track,
  at: number,
  isSpike: (at: number) => boolean,
  intervalMs: number,
): number | undefined {
  for (let other = at - 1; other >= 0; other--) {
    const age = time[at]! - time[other]!
    if (age >= hourMs + intervalMs) return undefined
    if (age >= hourMs && !isSpike(other)) return other
  }
  return undefined
}
