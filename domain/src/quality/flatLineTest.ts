import type { FlatLimit } from './limits.ts'
import { epsilon, mostGaps, type Track } from './track.ts'

/** A run counts by its time too: a station that reports ten times as often does not stand still ten times as fast. */
const durationShare = 0.9

export interface FlatResult {
  /** Per value 4, 3, 1, or 0 where the test was not made. */
  outcomes: Uint8Array
  /** Per value the place of the first value of the run that it ends. */
  starts: Int32Array
  /** Per value 1: the run reaches the first value there is, so that older ones may belong to it. */
  open: Uint8Array
}

/** Flat-line test (environment.md 7.2 test 6; looking back, as QARTOD has it): a value is suspect when it ends a run of
 *  `count` values that differ by the tolerance at most, and fails with three times as many.
 *  @param fits whether the test looks at a value at all, undefined: at every one; one that does not fit ends the run
 *  @param counts whether a run that is long enough may be judged, by its last place */
export function flatLineTest(
  { time, value }: Track,
  { count, tolerance }: FlatLimit,
  intervalMs: number,
  fits: ((at: number) => boolean) | undefined,
  counts: (at: number) => boolean,
): FlatResult {
  const outcomes = new Uint8Array(value.length)
  const starts = new Int32Array(value.length)
  const open = new Uint8Array(value.length)
  const [shortest, failing] = [shortestOf(count, intervalMs), shortestOf(3 * count, intervalMs)]
  const most = tolerance + epsilon
  let [start, low, high] = [0, Infinity, -Infinity]
  /** The run has nothing before it that ended it. */
  let isOpen = true
  for (let at = 0; at < value.length; at++) {
    const own = value[at]!
    if (fits && !fits(at)) {
      ;[start, low, high, isOpen] = [at + 1, Infinity, -Infinity, false]
      starts[at] = at
      continue
    }
    if (at > start && time[at]! - time[at - 1]! > mostGaps * intervalMs)
      [start, low, high, isOpen] = [at, Infinity, -Infinity, false]
    if (own - low > most || high - own > most) {
      // The longest run that ends here: back until a value is too far off.
      const before = start
      start = at
      low = high = own
      for (; start > before; start--) {
        const next = value[start - 1]!
        if (Math.max(high, next) - Math.min(low, next) > most) break
        if (next < low) low = next
        if (next > high) high = next
      }
      isOpen = false
    } else {
      if (own < low) low = own
      if (own > high) high = own
    }
    const length = at - start + 1
    const lasted = time[at]! - time[start]!
    const isFlat = length >= count && lasted >= shortest && counts(at)
    const isFail = isFlat && length >= 3 * count && lasted >= failing
    outcomes[at] = isFail ? 4 : isFlat ? 3 : 1
    starts[at] = start
    if (isOpen && !isFail) open[at] = 1
  }
  return { outcomes, starts, open }
}

/** How long a run of so many values lasts at least, ms. */
function shortestOf(count: number, intervalMs: number): number {
  return (count - 1) * intervalMs * durationShare
}
