import type { DatabaseSync } from 'node:sqlite'
import type { CameraHealth, CameraReason, CameraState } from '@city/domain/camera/camera.ts'

/** One row per camera that was ever judged: its present health. The course of it is in the series `camera`. */
export const cameraTables = `
CREATE TABLE IF NOT EXISTS camera_health (
  camera TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  reason TEXT,
  since INTEGER NOT NULL,
  checked_at INTEGER NOT NULL,
  answer_ms REAL,
  fps REAL,
  width INTEGER,
  height INTEGER,
  codec TEXT,
  snapshot_at INTEGER
) STRICT, WITHOUT ROWID;
`

interface HealthRow {
  camera: string
  state: CameraState
  reason: CameraReason | null
  since: number
  checked_at: number
  answer_ms: number | null
  fps: number | null
  width: number | null
  height: number | null
  codec: string | null
  snapshot_at: number | null
}

/** Puts the present health of one camera in the place of the one before; on disk when it returns. */
export function saveHealth(db: DatabaseSync, health: CameraHealth): void {
  db.prepare(
    `INSERT OR REPLACE INTO camera_health
       (camera, state, reason, since, checked_at, answer_ms, fps, width, height, codec, snapshot_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    health.camera,
    health.state,
    health.reason,
    health.since,
    health.checkedAt,
    health.answerMs,
    health.fps,
    health.width,
    health.height,
    health.codec,
    health.snapshotAt,
  )
}

/** Present health of every camera that was ever judged, by camera id. */
export function readHealth(db: DatabaseSync): Map<string, CameraHealth> {
  const rows = db.prepare('SELECT * FROM camera_health').all() as unknown as HealthRow[]
  return new Map(
    rows.map((row) => [
      row.camera,
      {
        camera: row.camera,
        state: row.state,
        reason: row.reason,
        since: row.since,
        checkedAt: row.checked_at,
        answerMs: row.answer_ms,
        fps: row.fps,
        width: row.width,
        height: row.height,
        codec: row.codec,
        snapshotAt: row.snapshot_at,
      },
    ]),
  )
}
