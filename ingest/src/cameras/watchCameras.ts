import { setTimeout as wait } from 'node:timers/promises'
import type { CameraItem } from '@city/domain/api/schemas.ts'
import type { Camera, CameraHealth } from '@city/domain/camera/camera.ts'
import { toCameraItem } from '@city/domain/camera/cameraItem.ts'
import { judgePlannedOff, judgeVisit, type FailureRun, type Visit } from '@city/domain/camera/judgeVisit.ts'
import { snapshotFile } from '@city/domain/camera/snapshotFile.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { readHealth } from '@city/store/state/cameraHealth.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { CameraFault } from './cameraFault.ts'
import type { CameraLog } from './cameraLog.ts'
import { ffmpegVersion } from './ffmpeg.ts'
import { healthPoint } from './healthPoint.ts'
import { createHealthLander } from './landHealth.ts'
import { saveSnapshot } from './saveSnapshot.ts'
import { createSlots } from './slots.ts'
import { visitCamera, type VisitSlots } from './visitCamera.ts'
import { visitLimits, type VisitLimits } from './visitLimits.ts'
import { nextVisit } from './visitTimes.ts'

export interface CameraWatchParts {
  cameras: readonly Camera[]
  series: Pick<SeriesStore, 'write'>
  db: StateDb
  /** Snapshots are `{snapshotDir}/{camera id}.jpg`. */
  snapshotDir: string
  publishLive: (items: CameraItem[]) => void
  /** ms since 1970 UTC */
  now: () => number
  log: CameraLog
  /** Every camera is visited once in this time, ms; default one minute. */
  periodMs?: number
  /** ffmpeg processes at a time; default 4. */
  concurrency?: number
  limits?: VisitLimits
}

export interface CameraWatch {
  start(): void
  /** Ends running visits and lands what they found before. */
  stop(): Promise<void>
}

/** HTTP cameras cost a socket and no process, so many more may be looked at together. */
const streamsPerProcess = 16

/** Visits every camera once a period, each at its own moment, and lands health, snapshots and live items.
 *  A camera whose last visit ran out of time waits in places of its own: slow cameras hold up only each other. */
export function watchCameras(parts: CameraWatchParts): CameraWatch {
  const { cameras, db, now, log, periodMs = 60_000, concurrency = 4, limits = visitLimits } = parts
  const byId = new Map(cameras.map((camera) => [camera.id, camera]))
  const healths = readHealth(db)
  const runs = new Map<string, FailureRun>()
  const slow = new Set<string>()
  const places = (processes: number): VisitSlots => ({
    processes: createSlots(processes),
    streams: createSlots(processes * streamsPerProcess),
  })
  const slots = { quick: places(concurrency), slow: places(Math.max(1, Math.floor(concurrency / 2))) }
  const stopping = new AbortController()
  let following: Promise<void>[] = []
  const lander = createHealthLander({
    ...parts,
    onSaved: (saved) =>
      parts.publishLive(
        saved.flatMap((health) => {
          const camera = byId.get(health.camera)
          return camera ? [toCameraItem(camera, health)] : []
        }),
      ),
  })

  async function look(camera: Camera): Promise<Visit> {
    try {
      const queue = slow.has(camera.id) ? slots.slow : slots.quick
      const { still, ...seen } = await visitCamera(camera, limits, queue, stopping.signal)
      slow.delete(camera.id)
      const snapshot = still !== null && (await saveSnapshot(parts.snapshotDir, camera.id, still))
      return { ok: true, ...seen, snapshot }
    } catch (error) {
      if (!(error instanceof CameraFault)) throw error
      if (error.reason === 'timeout') slow.add(camera.id)
      else slow.delete(camera.id)
      tell(camera, error)
      return { ok: false, reason: error.reason }
    }
  }

  /** Says a fault once: when it is not the one that the camera already has. */
  function tell(camera: Camera, fault: CameraFault): void {
    const known = healths.get(camera.id)?.reason === fault.reason
    if (known || fault.reason === 'no_ffmpeg' || stopping.signal.aborted) return
    log.warn({ camera: camera.id, reason: fault.reason, detail: fault.message }, 'a camera shows nothing')
  }

  function keep(previous: CameraHealth | undefined, health: CameraHealth, from?: Visit): void {
    healths.set(health.camera, health)
    if (from && previous && previous.state !== health.state)
      log.info(
        { camera: health.camera, from: previous.state, to: health.state },
        'a camera changed its state',
      )
    lander.take(health, from && healthPoint(health.camera, from, health.checkedAt))
  }

  async function visit(camera: Camera): Promise<void> {
    const seen = await look(camera)
    if (stopping.signal.aborted) return
    const at = now()
    const run = seen.ok ? { count: 0, since: at } : longer(runs.get(camera.id), at)
    runs.set(camera.id, run)
    const previous = healths.get(camera.id)
    keep(previous, judgeVisit(camera.id, previous, seen, run, at), seen)
  }

  async function follow(camera: Camera, index: number, count: number): Promise<void> {
    const began = performance.now()
    const since = () => performance.now() - began
    let due = nextVisit(index, count, periodMs, undefined, healths.has(camera.id))
    while (!stopping.signal.aborted) {
      await wait(Math.max(0, due - since()), undefined, { signal: stopping.signal })
      try {
        await visit(camera)
      } catch (error) {
        log.error({ camera: camera.id, error: String(error) }, 'a visit to a camera could not be finished')
      }
      due = nextVisit(index, count, periodMs, Math.max(due, since()), true)
    }
  }

  return {
    start() {
      for (const camera of cameras) {
        if (snapshotFile(camera.id) === undefined)
          log.warn(
            { camera: camera.id },
            'this camera id cannot name a file: the camera is watched without snapshots',
          )
        const previous = healths.get(camera.id)
        if (camera.plannedOff) keep(previous, judgePlannedOff(camera, previous, now()))
      }
      const visited = cameras.filter(({ plannedOff }) => !plannedOff)
      if (visited.some(({ streamUrl }) => /^rtsps?:/i.test(streamUrl))) void sayWithoutFfmpeg(log)
      following = visited.map((camera, index) =>
        follow(camera, index, visited.length).catch((error: unknown) => {
          if (!stopping.signal.aborted) throw error
        }),
      )
    },
    async stop() {
      stopping.abort()
      await Promise.all(following)
      await lander.stop()
    },
  }
}

function longer(run: FailureRun | undefined, at: number): FailureRun {
  return run && run.count > 0 ? { count: run.count + 1, since: run.since } : { count: 1, since: at }
}

async function sayWithoutFfmpeg(log: CameraLog): Promise<void> {
  if ((await ffmpegVersion()) === undefined)
    log.warn({}, 'ffmpeg is not installed: RTSP cameras that answer stay unknown (reason no_ffmpeg)')
}
