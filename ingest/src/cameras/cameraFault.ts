import type { CameraReason } from '@city/domain/camera/camera.ts'

/** Why a visit failed. The message is for the log and never holds a name or password. */
export class CameraFault extends Error {
  override name = 'CameraFault'
  readonly reason: CameraReason

  constructor(reason: CameraReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
