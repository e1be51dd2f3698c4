import type { Camera, CameraHealth, CameraReason } from './camera.ts'

/** What one visit to a camera found. `answerMs`: until its first answer. `fps` is null where it cannot be measured
 *  (a still, or a single frame within the measuring time). */
export type Visit =
  | {
      ok: true
      answerMs: number
      fps: number | null
      width: number | null
      height: number | null
      codec: string | null
      snapshot: boolean
    }
  | { ok: false; reason: CameraReason }

/** Failed visits in a row, and when the first of them was (ms since 1970 UTC). */
export interface FailureRun {
  count: number
  since: number
}

/** Failed visits in a row that turn an online camera offline: one lost packet is no outage. */
export const failuresToOffline = 2

const nothingMeasured = { answerMs: null, fps: null, width: null, height: null, codec: null }

/** Health after a visit at `at` (ms since 1970 UTC).
 *  An online camera goes offline with the second failure in a row, and has been so since the first; until then it stays
 *  online with the reason of the failed visit. Any other state is decided at once. `run` includes this visit.
 *  A camera that cannot be judged for want of ffmpeg is unknown, never offline. */
export function judgeVisit(
  camera: string,
  previous: CameraHealth | undefined,
  visit: Visit,
  run: FailureRun,
  at: number,
): CameraHealth {
  const snapshotAt = previous?.snapshotAt ?? null
  const sinceIf = (state: CameraHealth['state'], began: number) =>
    previous?.state === state ? previous.since : began
  if (visit.ok) {
    const { answerMs, fps, width, height, codec } = visit
    return {
      camera,
      state: 'online',
      reason: null,
      since: sinceIf('online', at),
      checkedAt: at,
      answerMs,
      fps,
      width,
      height,
      codec,
      snapshotAt: visit.snapshot ? at : snapshotAt,
    }
  }
  const judged = { camera, reason: visit.reason, checkedAt: at, ...nothingMeasured, snapshotAt }
  if (visit.reason === 'no_ffmpeg') return { ...judged, state: 'unknown', since: sinceIf('unknown', at) }
  if (previous?.state === 'online' && run.count < failuresToOffline)
    return { ...judged, state: 'online', since: previous.since }
  return {
    ...judged,
    state: 'offline',
    since: sinceIf('offline', previous?.state === 'online' ? run.since : at),
  }
}

/** Health of a camera that the registry says is switched off on purpose: nobody visits it. */
export function judgePlannedOff(
  camera: Camera,
  previous: CameraHealth | undefined,
  at: number,
): CameraHealth {
  return {
    camera: camera.id,
    state: 'planned_off',
    reason: null,
    since: previous?.state === 'planned_off' ? previous.since : at,
    checkedAt: at,
    ...nothingMeasured,
    snapshotAt: previous?.snapshotAt ?? null,
  }
}
