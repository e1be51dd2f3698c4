/** Where in the period camera `index` of `count` has its turn, as a share 0…1: evenly spread. */
function phaseOf(index: number, count: number): number {
  return count > 0 ? index / count : 0
}

/** When a camera is visited, in ms after the start: its first turn, then one turn in every period.
 *  Cameras never seen before have theirs within the first quarter of the period, so that a new city fills its screens
 *  soon. `after`: the first turn later than this; turns missed meanwhile are left out, not made up for. */
export function nextVisit(
  index: number,
  count: number,
  periodMs: number,
  after: number | undefined,
  seenBefore: boolean,
): number {
  const phase = phaseOf(index, count)
  if (after === undefined) return seenBefore ? phase * periodMs : (phase * periodMs) / 4
  const turns = Math.max(1, Math.floor(after / periodMs - phase) + 1)
  return (turns + phase) * periodMs
}
