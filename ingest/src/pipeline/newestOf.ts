import type { Reading } from '@city/domain/reading/reading.ts'

/** Readings not older than what is known of their station, the last of each. Two of the same moment are one reading:
 *  a station may send its parameters in parts. */
export function newestOf(landed: readonly Reading[], known: ReadonlyMap<string, Reading>): Reading[] {
  const newest = new Map<string, Reading>()
  for (const reading of landed) {
    const before = newest.get(reading.station) ?? known.get(reading.station)
    if (!before || reading.time > before.time) newest.set(reading.station, reading)
    else if (reading.time === before.time) newest.set(reading.station, merged(before, reading))
  }
  return [...newest.values()]
}

function merged(before: Reading, after: Reading): Reading {
  const kept = Object.entries(before.flags).filter(([parameter]) => !(parameter in after.values))
  const states = Object.entries(before.states ?? {}).filter(([parameter]) => !(parameter in after.values))
  return {
    ...after,
    values: { ...before.values, ...after.values },
    flags: { ...Object.fromEntries(kept), ...after.flags },
    ...(states.length > 0 || after.states
      ? { states: { ...Object.fromEntries(states), ...after.states } }
      : {}),
  }
}
