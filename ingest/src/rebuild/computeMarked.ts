import { readTouchedHours } from '@city/store/state/touchedHours.ts'
import { batchesOf } from '../rollups/batchesOf.ts'
import { settleHours, type RoundParts } from '../rollups/settleHours.ts'
import { stretchesOf } from '../rollups/stretchesOf.ts'
import type { ComputingThread } from './computeInThread.ts'

/** Days of one station that are computed as one: a month of hours is read and written with one request each. */
const monthDays = 31
const daySeconds = 86_400
/** Of stations that report often fewer: so many readings are in memory at once in each thread. */
const mostReadings = 10_000

/** While what one lane of a thread computed is written, the thread computes for the other. */
const lanesOfThread = 2

export interface MarkedOptions {
  mostDays?: number
  /** Called after each batch. */
  onBatch?: () => void
  /** Compute in turn; without any this thread does. */
  threads?: readonly ComputingThread[]
}

/** Computes all hours before `end` that are marked, newest month first. A store beyond a network, or this thread while others
 *  compute, works on one batch while the next is computed.
 *  @returns whether nothing is left that can be computed. Rejects with StoreAway */
export async function computeMarked(
  parts: RoundParts,
  end: number,
  { mostDays = monthDays, onBatch, threads = [] }: MarkedOptions = {},
): Promise<boolean> {
  const lanes = lanesOfThread * threads.length || (parts.series.kind === 'embedded' ? 1 : 2)
  for (;;) {
    const rows = readTouchedHours(parts.db, end, Math.max(1, parts.stations.size) * mostDays)
    if (rows.length === 0) return true
    const judging = parts.quality && { judging: parts.quality.open() }
    const tasks = stretchesOf(rows, (station) => {
      const { intervalS = 3600 } = parts.stations.get(station) ?? {}
      return Math.min(mostDays, Math.ceil((mostReadings * intervalS) / daySeconds))
    })
    // A station stays in its lane: what it has written is what its next task reads.
    const stations = [...new Set(tasks.map(({ station }) => station))]
    const laneOf = new Map(stations.map((station, at) => [station, at % lanes]))
    const done = await Promise.all(
      Array.from({ length: lanes }, async (_, lane) => {
        const own = tasks.filter(({ station }) => laneOf.get(station) === lane)
        const thread = threads[lane % threads.length]
        const partsHere = thread ? { ...parts, compute: thread.compute } : { ...parts, ...judging }
        let settled = 0
        for (const batch of batchesOf(own)) {
          settled += (await settleHours(partsHere, batch, end)).length
          onBatch?.()
        }
        return settled
      }),
    )
    if (done.every((settled) => settled === 0)) return false
  }
}
