import { hourMs } from '../time/hanoiTime.ts'
import type { Limits } from './limits.ts'
import { epsilon, mostGaps, type Track } from './track.ts'

/** Step test (environment.md 7.2 test 4): change from the previous valid value, if that is at most 3 intervals older, and
 *  the change within an hour, which makes a value suspect at most. Not valid are spikes and values that are themselves
 *  a fail away from the value before them; so the value after a spike is compared with the one before it. How far a
 *  judgement looks back is bounded: where readings are cut changes nothing.
 *  @param spikes outcome of the spike test; undefined when it was not made
 *  @returns per value 4, 3, 1, or 0 where there was nothing to compare with */
export function stepTest(
  track: Track,
  { step, hourly }: Pick<Limits, 'step' | 'hourly'>,
  spikes: Uint8Array | undefined,
  intervalMs: number,
): Uint8Array {
  const { time, value } = track
  const outcomes = new Uint8Array(value.length)
  /** 1 for what is not compared with: spikes, then jumps too. */
  const left = new Uint8Array(value.length)
  if (spikes) for (let at = 0; at < value.length; at++) if (spikes[at]! >= 3) left[at] = 1
  if (step) {
    const [jump, small] = [step.fail + epsilon, step.suspect + epsilon]
    const jumps: number[] = []
    for (let at = 1; at < value.length; at++) {
      const other = placeBefore(time, at, left, intervalMs)
      if (other >= 0 && Math.abs(value[at]! - value[other]!) > jump) jumps.push(at)
    }
    const valid = jumps.length > 0 ? left.slice() : left
    for (const at of jumps) valid[at] = 1
    for (let at = 1; at < value.length; at++) {
      const other = placeBefore(time, at, valid, intervalMs)
      if (other < 0) continue
      const by = Math.abs(value[at]! - value[other]!)
      outcomes[at] = by > jump ? 4 : by > small ? 3 : 1
    }
  }
  if (hourly === null) return outcomes
  for (let at = 1; at < value.length; at++) {
    if (outcomes[at] === 4) continue
    const other = hourBefore(time, at, left, intervalMs)
    if (other < 0) continue
    if (Math.abs(value[at]! - value[other]!) > hourly + epsilon) outcomes[at] = 3
    else if (outcomes[at] === 0) outcomes[at] = 1
  }
  return outcomes
}

/** The newest value before `at`, not older than 3 intervals, that is not left out; −1: none. */
function placeBefore(time: Float64Array, at: number, left: Uint8Array, intervalMs: number): number {
  const oldest = time[at]! - mostGaps * intervalMs
  for (let other = at - 1; other >= 0 && time[other]! >= oldest; other--) if (left[other] === 0) return other
  return -1
}

/** The newest value that is at least an hour older, and not more than an interval longer; −1: none. */
function hourBefore(time: Float64Array, at: number, left: Uint8Array, intervalMs: number): number {
  for (let other = at - 1; other >= 0; other--) {
    const age = time[at]! - time[other]!
    if (age >= hourMs + intervalMs) return -1
    if (age >= hourMs && left[other] === 0) return other
  }
  return -1
}
