const units = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const

export interface DurationPart {
  unit: (typeof units)[number][0]
  count: number
}

/** A length of time in its two largest units, whole seconds; the second is left out where it is nothing.
 *  @param seconds not negative */
export function durationParts(seconds: number): DurationPart[] {
  let rest = Math.round(seconds)
  const first = units.findIndex(([, size]) => rest >= size)
  if (first === -1) return [{ unit: 's', count: 0 }]
  return units.slice(first, first + 2).flatMap(([unit, size]) => {
    const count = Math.floor(rest / size)
    rest -= count * size
    return count === 0 ? [] : [{ unit, count }]
  })
}
