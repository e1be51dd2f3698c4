import { StoreAway } from '@city/domain/series/seriesStore.ts'
import { hanoiDayStart } from '@city/domain/time/hanoiTime.ts'
import { hasTouchedHours } from '@city/store/state/touchedHours.ts'
import { lookForBlocked, type BlockedLookParts } from './blockedLook.ts'

export interface BlockedJobParts extends BlockedLookParts {
  now: () => number
  /** Told when hours are marked as touched. */
  onTouched: () => void
  onError: (error: Error) => void
  /** How often it asks whether days have changed, ms; default a minute. */
  everyMs?: number
}

/** While days still wait to be rolled up the look waits too, so many times at most. */
const mostWaits = 10

/** Looks for blocked gauges when a day has ended or late data changed one. */
export function createBlockedJob(parts: BlockedJobParts) {
  const { db, now, everyMs = 60_000 } = parts
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let waits = 0

  async function look(): Promise<void> {
    try {
      if (hasTouchedHours(db, hanoiDayStart(now())) && waits++ < mostWaits) return
      waits = 0
      if ((await lookForBlocked(parts, now())) > 0) parts.onTouched()
    } catch (error) {
      // What is not looked at stays on the list.
      if (!(error instanceof StoreAway))
        parts.onError(error instanceof Error ? error : new Error(String(error)))
    }
  }

  return {
    start(): void {
      timer = setInterval(() => {
        running ??= look().finally(() => (running = undefined))
      }, everyMs)
    },
    /** Ends after the look that runs. */
    async stop(): Promise<void> {
      clearInterval(timer)
      await running
    },
  }
}
