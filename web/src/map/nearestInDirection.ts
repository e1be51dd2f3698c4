export interface Place {
  id: string
  /** px, rightwards and downwards */
  x: number
  y: number
}

export type Direction = 'left' | 'right' | 'up' | 'down'

const along: Record<Direction, (dx: number, dy: number) => [ahead: number, aside: number]> = {
  left: (dx, dy) => [-dx, Math.abs(dy)],
  right: (dx, dy) => [dx, Math.abs(dy)],
  up: (dx, dy) => [-dy, Math.abs(dx)],
  down: (dx, dy) => [dy, Math.abs(dx)],
}

/** The place that an arrow key leads to: near and within 45° of the direction where there is one, else the nearest ahead.
 *  @returns undefined when nothing lies in that direction */
export function nearestInDirection(
  from: Place,
  places: Iterable<Place>,
  direction: Direction,
): Place | undefined {
  let best: Place | undefined
  let bestCost = Number.POSITIVE_INFINITY
  for (const place of places) {
    if (place.id === from.id) continue
    const [ahead, aside] = along[direction](place.x - from.x, place.y - from.y)
    if (ahead <= 0) continue
    const cost = Math.hypot(ahead, aside) * (aside > ahead ? 4 : 1) + aside
    if (cost < bestCost) [best, bestCost] = [place, cost]
  }
  return best
}
