import type { CameraHealth } from '@city/domain/camera/camera.ts'
import { StoreRefused, type SeriesPoint, type SeriesStore } from '@city/domain/series/seriesStore.ts'
import { saveHealth } from '@city/store/state/cameraHealth.ts'
import { inTransaction, type StateDb } from '@city/store/state/stateDb.ts'
import type { CameraLog } from './cameraLog.ts'

/** Results are gathered this long and land together. */
const gatherMs = 250
/** While the series store is away: one day of a hundred cameras. Past that the oldest go, counted and said. */
const maxWaiting = 150_000
const longestWaitMs = 30_000
const batchPoints = 5_000

export interface HealthLander {
  /** Takes a camera's health, and the point of the visit that it comes from. */
  take(health: CameraHealth, point: SeriesPoint | undefined): void
  /** Lands what was taken, as far as the store is there. */
  stop(): Promise<void>
}

/** Lands health: the state database first, then `onSaved` (publish), and beside it the series store.
 *  Points wait in memory while the store is away. */
export function createHealthLander(parts: {
  series: Pick<SeriesStore, 'write'>
  db: StateDb
  log: CameraLog
  onSaved: (cameras: readonly CameraHealth[]) => void
}): HealthLander {
  const { series, db, log, onSaved } = parts
  let taken = new Map<string, CameraHealth>()
  let points: SeriesPoint[] = []
  let gathering: NodeJS.Timeout | undefined
  let writing: Promise<void> | undefined
  let retry: NodeJS.Timeout | undefined
  let waitMs = 0
  let stopped = false
  const refused = new Set<string>()

  function save(): void {
    clearTimeout(gathering)
    gathering = undefined
    if (taken.size === 0) return
    const healths = [...taken.values()]
    taken = new Map()
    try {
      inTransaction(db, () => healths.forEach((health) => saveHealth(db, health)))
    } catch (error) {
      log.error({ error: String(error), cameras: healths.length }, 'camera health cannot be saved')
    }
    onSaved(healths)
  }

  /** Writes all that waits. A store refuses a batch for one bad point: the batch is halved until that one is alone. */
  async function write(): Promise<void> {
    let size = batchPoints
    while (points.length > 0) {
      const batch = points.slice(0, size)
      try {
        await series.write(batch)
        if (waitMs > 0) log.info({ waiting: points.length }, 'the series store takes camera health again')
        waitMs = 0
      } catch (error) {
        if (!(error instanceof StoreRefused)) return later(error)
        if (batch.length > 1) {
          size = Math.ceil(batch.length / 2)
          continue
        }
        tellRefused(batch, error)
      }
      points = points.slice(batch.length)
      size = batchPoints
    }
  }

  /** Said once a camera. */
  function tellRefused(batch: readonly SeriesPoint[], error: Error): void {
    for (const { tags } of batch) {
      const camera = tags.camera ?? ''
      if (!refused.has(camera))
        log.error({ camera, error: error.message }, 'the series store refuses its health')
      refused.add(camera)
    }
  }

  function later(error: unknown): void {
    if (waitMs === 0) log.warn({ error: String(error) }, 'the series store is away, camera health waits')
    waitMs = Math.min(longestWaitMs, Math.max(1_000, waitMs * 2))
    if (!stopped) retry = setTimeout(startWriting, waitMs)
  }

  function startWriting(): void {
    retry = undefined
    writing ??= write().finally(() => {
      writing = undefined
    })
  }

  function shedOldest(): void {
    if (points.length <= maxWaiting || writing) return
    log.error(
      { lost: points.length - maxWaiting },
      'the series store is away too long, old camera health is dropped',
    )
    points = points.slice(-maxWaiting)
  }

  function land(): void {
    save()
    shedOldest()
    if (!retry) startWriting()
  }

  return {
    take(health, point) {
      taken.set(health.camera, health)
      if (point) points.push(point)
      gathering ??= setTimeout(land, gatherMs)
    },
    async stop() {
      stopped = true
      clearTimeout(retry)
      save()
      await writing
      startWriting()
      await writing
      if (points.length > 0)
        log.error({ lost: points.length }, 'stopped while camera health waited for its store')
    },
  }
}
