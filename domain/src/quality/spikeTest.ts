import { epsilon, mostGaps, type Track } from './track.ts'

/** Spike test (environment.md 7.2 test 5): a value is a spike when it lies further than the limit from the middle of its
 *  two neighbours, and these differ by half of the limit at most. Known one interval late: the newest value is never one.
 *  @returns per value 3, 1, or 0 where it has no two neighbours within 3 intervals */
export function spikeTest({ time, value }: Track, limit: number, intervalMs: number): Uint8Array {
  const outcomes = new Uint8Array(value.length)
  const reach = mostGaps * intervalMs
  for (let at = 1; at + 1 < value.length; at++) {
    if (time[at]! - time[at - 1]! > reach || time[at + 1]! - time[at]! > reach) continue
    const [before, after] = [value[at - 1]!, value[at + 1]!]
    const isSpike =
      Math.abs(value[at]! - (before + after) / 2) > limit + epsilon &&
      Math.abs(before - after) <= limit / 2 + epsilon
    outcomes[at] = isSpike ? 3 : 1
  }
  return outcomes
}
