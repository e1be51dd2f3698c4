export type Position = readonly [lon: number, lat: number]

/** A hand-drawn line with its corners cut twice (Chaikin 1974): looks drawn by a steady hand; ends stay.
 *  For schematic shapes only: it moves the line by up to a quarter of an edge.
 *  @param closed the last position repeats the first, and the ring is rounded there too */
export function smoothLine(line: readonly Position[], closed: boolean, rounds = 2): Position[] {
  let points = [...line]
  for (let round = 0; round < rounds; round++) points = cutCorners(points, closed)
  return points
}

function cutCorners(points: readonly Position[], closed: boolean): Position[] {
  const cut: Position[] = []
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last || points.length < 3) return [...points]
  if (!closed) cut.push(first)
  for (let at = 0; at + 1 < points.length; at++) {
    const [a, b] = [points[at]!, points[at + 1]!]
    cut.push(between(a, b, 0.25), between(a, b, 0.75))
  }
  cut.push(closed ? cut[0]! : last)
  return cut
}

function between(a: Position, b: Position, share: number): Position {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}

/** West, south, east, north of a line or ring. */
export function boundsOf(line: readonly Position[]): [number, number, number, number] {
  const lons = line.map(([lon]) => lon)
  const lats = line.map(([, lat]) => lat)
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}
