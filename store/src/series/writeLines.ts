import type { Batch, BatchSender, Span } from './batchSender.ts'
import { maxLines } from './batchSender.ts'
import { BySeries } from './bySeries.ts'
import { checkPoints } from './declared.ts'
import { seriesKeyOf } from './lineProtocol.ts'
import { LineWriter } from './lineWriter.ts'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import { StoreAway } from '@city/domain/series/seriesStore.ts'

const utf8 = new TextEncoder()

/** Checks all points, then sends them as lines of at most 5,000 a request and waits for every answer.
 *  Rejects with StoreRefused before anything is sent when a point is not declared; after that with StoreAway when any
 *  request found the server away, else with the first refusal. */
export async function writeLines(points: readonly SeriesPoint[], sender: BatchSender): Promise<void> {
  checkPoints(points)
  const sent: Promise<void>[] = []
  for (let start = 0; start < points.length; start += maxLines) {
    sent.push(sender.send(batchOf(points.slice(start, start + maxLines))))
  }
  const failures = (await Promise.allSettled(sent)).flatMap((end) =>
    end.status === 'rejected' ? [end.reason] : [],
  )
  if (failures.length > 0) throw failures.find((failure) => failure instanceof StoreAway) ?? failures[0]
}

function batchOf(points: readonly SeriesPoint[]): Batch {
  const spans = new Map<string, Span>()
  const known = new BySeries<{ key: Uint8Array; span: Span }>()
  const writer = new LineWriter(points.length)
  const begin = (point: SeriesPoint): { key: Uint8Array; span: Span } => {
    const key = seriesKeyOf(point)
    const span = { from: point.time, to: point.time }
    spans.set(key, span)
    return { key: utf8.encode(key), span }
  }
  for (const point of points) {
    const { time } = point
    const { key, span } = known.of(point, begin)
    writer.put(point, key)
    if (time < span.from) span.from = time
    else if (time > span.to) span.to = time
  }
  return { body: writer.lines(), spans }
}
