import type { Logger } from '../log.ts'
import { markStored } from './markStored.ts'
import { createRetention } from './retention.ts'
import { createTouchedJob, type TouchedJobParts } from './touchedJob.ts'

export interface RollupParts extends TouchedJobParts {
  /** Days that raw readings are kept; 0 = for ever. */
  rawRetentionDays: number
  log: Logger
}

/** A store that could not be asked what it holds is asked again after this, ms. */
const againMs = 10_000

/** Rollups and indices of what is touched, those of readings that were stored before there were rollups, and the
 *  removal of raw readings that are older than they are kept. */
export function createRollups(parts: RollupParts) {
  const { series, db, stations, now, log, onError } = parts
  let stopped = false
  let again: NodeJS.Timeout | undefined
  const retention = createRetention({
    ...{ series, db, days: parts.rawRetentionDays, now, onError },
    onRemoved: (before) =>
      log.info({ before: new Date(before).toISOString() }, 'older raw readings are removed'),
  })
  const job = createTouchedJob({
    ...parts,
    onSettled: (tasks) => {
      for (const { row } of tasks) if (row) retention.onSettled(row.from)
      parts.onSettled?.(tasks)
    },
  })

  async function mark(): Promise<void> {
    try {
      const days = await markStored(series, db, stations, now())
      if (days > 0) log.warn({ station_days: days }, 'rollups of what is stored are made now, newest first')
    } catch (error) {
      if (stopped) return
      onError(error instanceof Error ? error : new Error(String(error)))
      again = setTimeout(() => void mark(), againMs)
    }
  }

  return {
    start(): void {
      job.start()
      void mark()
      retention.start()
    },
    /** Call when the readings and the hours they touch are durable. */
    onStored: job.onStored,
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(again)
      retention.stop()
      await job.stop()
    },
  }
}
