import { boundsOf, type Position } from './smoothLine.ts'

/** Positions on a grid inside a ring, the most central first: where the name of a lake may stand.
 *  @param steps grid cells per side */
export function placesInside(ring: readonly Position[], steps = 8): Position[] {
  const [west, south, east, north] = boundsOf(ring)
  const middle: Position = [(west + east) / 2, (south + north) / 2]
  const found: Position[] = []
  for (let row = 0; row < steps; row++)
    for (let column = 0; column < steps; column++) {
      const at: Position = [
        west + ((east - west) * (column + 0.5)) / steps,
        south + ((north - south) * (row + 0.5)) / steps,
      ]
      if (isInside(at, ring)) found.push(at)
    }
  const distance = ([lon, lat]: Position) => Math.hypot(lon - middle[0], lat - middle[1])
  return found.toSorted((a, b) => distance(a) - distance(b))
}

/** Even-odd rule. */
function isInside([lon, lat]: Position, ring: readonly Position[]): boolean {
  let inside = false
  for (let at = 0; at + 1 < ring.length; at++) {
    const [[aLon, aLat], [bLon, bLat]] = [ring[at]!, ring[at + 1]!]
    if (aLat > lat !== bLat > lat && lon < ((bLon - aLon) * (lat - aLat)) / (bLat - aLat) + aLon)
      inside = !inside
  }
  return inside
}
