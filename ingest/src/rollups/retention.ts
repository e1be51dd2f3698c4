import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { domains } from '@city/domain/station/station.ts'
import { dayMs, hanoiDayStart } from '@city/domain/time/hanoiTime.ts'
import { rawFrom, readRollupMark, saveRollupMark } from '@city/store/state/rollupMarks.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { hasTouchedHours } from '@city/store/state/touchedHours.ts'

export interface RetentionParts {
  series: Pick<SeriesStore, 'deleteBefore'>
  db: StateDb
  /** Days that raw readings are kept; 0 = for ever. Rollups and indices are kept for ever. */
  days: number
  now: () => number
  /** Readings older than raw readings are kept may come in from a file: nothing is removed within this time after their
   *  hours were last computed, nor after the start, ms. */
  quietMs?: number
  onRemoved: (before: number) => void
  onError: (error: Error) => void
}

const usualQuietMs = 10 * 60_000

/** Removes raw readings that are older than they are kept, at start and once a day, and never before every hour that
 *  they touched is rolled up. */
export function createRetention(parts: RetentionParts) {
  const { series, db, days, now, quietMs = usualQuietMs } = parts
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let lastOld = now()

  const cut = (): number => hanoiDayStart(now() - days * dayMs)

  /** @returns whether everything older than the cut is removed now; rejects with StoreAway */
  async function run(): Promise<boolean> {
    const before = cut()
    if (!readRollupMark(db, 'stored_marked') || hasTouchedHours(db, before)) return false
    if (now() - lastOld < quietMs) return false
    // First on disk: from here on an hour whose readings are gone is not taken for one that lost its values.
    const isNew = before > rawFrom(db)
    saveRollupMark(db, 'raw_from', before)
    for (const domain of domains) await series.deleteBefore(domain, before)
    if (isNew) parts.onRemoved(before)
    return true
  }

  function schedule(afterMs: number): void {
    if (stopped) return
    timer = setTimeout(() => {
      run().then(
        (removed) => schedule(removed ? dayMs : quietMs),
        (error: unknown) => {
          if (!stopped) parts.onError(error instanceof Error ? error : new Error(String(error)))
          schedule(quietMs)
        },
      )
    }, afterMs)
  }

  return {
    start(): void {
      if (days > 0) schedule(quietMs)
    },
    /** Call with the oldest hour that was just computed. */
    onSettled(oldest: number): void {
      if (oldest < cut()) lastOld = now()
    },
    run,
    stop(): void {
      stopped = true
      clearTimeout(timer)
    },
  }
}
