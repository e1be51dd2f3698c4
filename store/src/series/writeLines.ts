import type { Batch, BatchSender } from './batchSender.ts'
import { maxLines } from './batchSender.ts'
import { checkPoints } from './declared.ts'
import { lineOf, seriesKeyOf } from './lineProtocol.ts'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import { StoreAway } from '@city/domain/series/seriesStore.ts'

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
  const keys = new Set<string>()
  const lines = points.map((point) => {
    const seriesKey = seriesKeyOf(point)
    keys.add(`${seriesKey} ${point.time}`)
    return lineOf(point, seriesKey)
  })
  return { lines, keys }
}
