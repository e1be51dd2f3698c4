import { boundsOf, type Position } from '../../map/smoothLine.ts'

/** Where a place lies on the drawing, px; y goes down. */
export interface LakePlane {
  width: number
  height: number
  at(lon: number, lat: number): [x: number, y: number]
}

const widthPx = 620
/** Room for marks and names that stand at the shore. */
const marginPx = 34

/** A flat drawing of a few kilometres: degrees of longitude shortened by the cosine of the latitude.
 *  Without positions an empty square. */
export function lakePlane(positions: readonly Position[]): LakePlane {
  if (positions.length === 0) return { width: widthPx, height: widthPx, at: () => [0, 0] }
  const [west, south, east, north] = boundsOf(positions)
  const shortening = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = (widthPx - 2 * marginPx) / Math.max((east - west) * shortening, 1e-6)
  return {
    width: widthPx,
    height: Math.round((north - south) * scale + 2 * marginPx),
    at: (lon, lat) => [marginPx + (lon - west) * shortening * scale, marginPx + (north - lat) * scale],
  }
}
