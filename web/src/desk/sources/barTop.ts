/** How many times the usual hour the highest bar may stand for. */
const mostTimes = 3

/** What the full height of a row of bars stands for: the largest, but no more than three times the usual one, so that one
 *  hour of catching up does not flatten the day. Higher bars are drawn cut.
 *  @returns at least 1 */
export function barTop(values: readonly number[]): number {
  const filled = values.filter((value) => value > 0).toSorted((one, other) => one - other)
  const largest = filled.at(-1) ?? 1
  const usual = filled[Math.floor((filled.length - 1) / 2)] ?? largest
  return Math.max(1, Math.min(largest, usual * mostTimes))
}
