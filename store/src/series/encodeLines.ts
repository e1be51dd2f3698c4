import { BySeries } from './bySeries.ts'
import { checkPoints } from './declared.ts'
import { lineOf, seriesKeyOf } from './lineProtocol.ts'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'

/** Points as line protocol, each line ended by a line break: what InfluxDB 1.x and 2.x take alike.
 *  @throws StoreRefused when a point is not declared */
export function encodeLines(points: readonly SeriesPoint[]): string {
  checkPoints(points)
  const keys = new BySeries<string>()
  let text = ''
  for (const point of points) text += `${lineOf(point, keys.of(point, seriesKeyOf))}\n`
  return text
}
