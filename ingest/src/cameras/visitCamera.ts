import type { Camera } from '@city/domain/camera/camera.ts'
import { CameraFault } from './cameraFault.ts'
import { measureRtsp } from './ffmpeg.ts'
import { seeHttpCamera } from './httpCamera.ts'
import { knockRtsp } from './rtspKnock.ts'
import type { Sight } from './sight.ts'
import type { Slots } from './slots.ts'
import type { VisitLimits } from './visitLimits.ts'

/** Places that visits wait for: `processes` bounds ffmpeg runs, `streams` bounds HTTP cameras. */
export interface VisitSlots {
  processes: Slots
  streams: Slots
}

/** Looks at one camera once: what it showed.
 *  An RTSP camera is first asked whether it answers at all, so a dead one costs no process and no place.
 *  @throws CameraFault saying why it showed nothing; its message holds no credentials */
export async function visitCamera(
  camera: Camera,
  limits: VisitLimits,
  slots: VisitSlots,
  signal: AbortSignal,
): Promise<Sight> {
  const address = URL.parse(camera.streamUrl)
  switch (address?.protocol) {
    case 'http:':
    case 'https:':
      return slots.streams.run(() => {
        refuseStopped(signal)
        return seeHttpCamera(address, limits, signal)
      })
    case 'rtsp:':
    case 'rtsps:': {
      const answerMs = await knockRtsp(address, limits.answerMs, signal)
      const { packets: _, ...seen } = await slots.processes.run(() => {
        refuseStopped(signal)
        return measureRtsp(camera.streamUrl, limits, signal)
      })
      return { answerMs, ...seen }
    }
    default:
      throw new CameraFault('bad_answer', 'the stream address is not one of rtsp, rtsps, http, https')
  }
}

/** A visit that waited for its place until the program stopped begins nothing. */
function refuseStopped(signal: AbortSignal): void {
  if (signal.aborted) throw new CameraFault('timeout', 'the watch has ended')
}
