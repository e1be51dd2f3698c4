import type { CameraItem } from '../api/schemas.ts'
import type { Camera, CameraHealth } from './camera.ts'

function timeText(ms: number | null | undefined): string | null {
  return ms == null ? null : new Date(ms).toISOString()
}

/** What screens and clients see of a camera: its registry row without addresses, and its health.
 *  Without health, or with one from before the registry changed `planned_off`, the state follows the registry alone. */
export function toCameraItem(camera: Camera, health: CameraHealth | undefined): CameraItem {
  const agrees = health !== undefined && (health.state === 'planned_off') === camera.plannedOff
  const judged = agrees ? health : undefined
  return {
    id: camera.id,
    name: camera.name,
    unit: camera.unit,
    lat: camera.lat,
    lon: camera.lon,
    state: judged?.state ?? (camera.plannedOff ? 'planned_off' : 'unknown'),
    reason: judged?.reason ?? null,
    since: timeText(judged?.since),
    checked_at: timeText(judged?.checkedAt),
    snapshot_at: timeText(health?.snapshotAt),
    fps: judged?.fps ?? null,
    width: judged?.width ?? null,
    height: judged?.height ?? null,
    codec: judged?.codec ?? null,
    kind: camera.kind,
    public: camera.public,
  }
}
