import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import { BySeries } from './bySeries.ts'
import { checkPoints } from './declared.ts'
import { seriesKeyOf } from './lineProtocol.ts'
import { LineWriter } from './lineWriter.ts'

const utf8 = { encoder: new TextEncoder(), decoder: new TextDecoder() }

/** Points as line protocol, each line ended by a line break: what InfluxDB 1.x and 2.x take alike.
 *  @throws StoreRefused when a point is not declared */
export function encodeLines(points: readonly SeriesPoint[]): string {
  checkPoints(points)
  const keys = new BySeries<Uint8Array>()
  const writer = new LineWriter(points.length)
  const keyOf = (point: SeriesPoint): Uint8Array => utf8.encoder.encode(seriesKeyOf(point))
  for (const point of points) writer.put(point, keys.of(point, keyOf))
  return utf8.decoder.decode(writer.lines())
}
