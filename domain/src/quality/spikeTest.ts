import { epsilon, mostGaps, type Track } from './track.ts'

/** Spike test (environment.md 7.2 test 5): a value is a spike when it lies further than the limit from the middle of its
 *  two neighbours, and these differ by half of the limit at most. Known one interval late: the newest value is never one.
 *  @returns per value 3, 1, or 0 where it has no two neighbours within 3 intervals */
export function spikeTest({ time, value }: Track, limit: number, intervalMs: number): number[] {
  const reach = mostGaps * intervalMs
  return value.map((own, at) => {
    const [before, after] = [value[at - 1], value[at + 1]]
    if (before === undefined || after === undefined) return 0
    if (time[at]! - time[at - 1]! > reach || time[at + 1]! - time[at]! > reach) return 0
    const isSpike =
      Math.abs(own - (before + after) / 2) > limit + epsilon &&
      Math.abs(before - after) <= limit / 2 + epsilon
    return isSpike ? 3 : 1
  })
}
