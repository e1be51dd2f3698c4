import type { FlatLimit } from './limits.ts'
import { epsilon, mostGaps, type Track } from './track.ts'

/** A run counts by its time too: a station that reports ten times as often does not stand still ten times as fast. */
const durationShare = 0.9

export interface FlatResult {
  /** Per value 4, 3, 1, or 0 where the test was not made. */
  outcomes: number[]
  /** Per value the place of the first value of the run that it ends. */
  starts: number[]
  /** Per value: the run reaches the first value there is, so that older ones may belong to it. */
  open: boolean[]
}

/** Flat-line test (environment.md 7.2 test 6; looking back, as QARTOD has it): a value is suspect when it ends a run of
 *  `count` values that differ by the tolerance at most, and fails with three times as many.
 *  @param fits whether the test looks at a value at all; one that does not fit ends the run
 *  @param counts whether a run that is long enough may be judged, by its last place */
export function flatLineTest(
  { time, value }: Track,
  { count, tolerance }: FlatLimit,
  intervalMs: number,
  fits: (at: number) => boolean,
  counts: (at: number) => boolean,
): FlatResult {
  const outcomes: number[] = []
  const starts: number[] = []
  const open: boolean[] = []
  const most = tolerance + epsilon
  let [start, low, high] = [0, Infinity, -Infinity]
  /** The run has nothing before it that ended it. */
  let isOpen = true
  for (let at = 0; at < value.length; at++) {
    const own = value[at]!
    if (!fits(at)) {
      ;[start, low, high, isOpen] = [at + 1, Infinity, -Infinity, false]
      outcomes.push(0)
      starts.push(at)
      open.push(false)
      continue
    }
    if (at > start && time[at]! - time[at - 1]! > mostGaps * intervalMs)
      [start, low, high, isOpen] = [at, Infinity, -Infinity, false]
    if (own - low > most || high - own > most) {
      // The longest run that ends here: back until a value is too far off.
      const before = start
      ;[start, low, high] = [at, own, own]
      while (start > before) {
        const [nextLow, nextHigh] = [Math.min(low, value[start - 1]!), Math.max(high, value[start - 1]!)]
        if (nextHigh - nextLow > most) break
        ;[start, low, high] = [start - 1, nextLow, nextHigh]
      }
      isOpen = false
    } else [low, high] = [Math.min(low, own), Math.max(high, own)]
    const length = at - start + 1
    const lasted = time[at]! - time[start]!
    const holds = (times: number): boolean =>
      length >= count * times && lasted >= (count * times - 1) * intervalMs * durationShare
    const isFlat = holds(1) && counts(at)
    outcomes.push(!isFlat ? 1 : holds(3) ? 4 : 3)
    starts.push(start)
    open.push(isOpen && !(isFlat && holds(3)))
  }
  return { outcomes, starts, open }
}
