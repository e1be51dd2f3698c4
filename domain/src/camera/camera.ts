/** One row of the camera registry. `streamUrl`: rtsp(s), or http(s) giving a JPEG still or an MJPEG stream.
 *  Addresses carry credentials: they never leave ingest. */
export interface Camera {
  id: string
  name: string
  lat: number
  lon: number
  unit: string | null
  streamUrl: string
  substreamUrl: string | null
  kind: 'fixed' | 'ptz'
  owner: string
  public: boolean
  plannedOff: boolean
}

export type CameraState = 'online' | 'offline' | 'planned_off' | 'unknown'

/** Why a camera is not online; texts for people belong to the screens. */
export type CameraReason =
  | 'refused'
  | 'timeout'
  | 'unauthorized'
  | 'not_found'
  | 'no_video'
  | 'bad_answer'
  | 'unreachable'
  | 'no_ffmpeg'

/** What was measured on one visit. Times in ms since 1970 UTC; fps measured over some seconds of the real stream. */
export interface CameraHealth {
  camera: string
  state: CameraState
  reason: CameraReason | null
  /** When this state began. */
  since: number
  checkedAt: number
  answerMs: number | null
  fps: number | null
  width: number | null
  height: number | null
  codec: string | null
  snapshotAt: number | null
}
