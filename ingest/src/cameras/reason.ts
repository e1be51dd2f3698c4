import type { CameraReason } from '@city/domain/camera/camera.ts'

const byCode: Readonly<Record<string, CameraReason>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
}

/** Reason of a network error by its errno; anything else is an answer that cannot be understood. */
export function reasonOfError(error: unknown): CameraReason {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return byCode[code] ?? 'bad_answer'
}

/** Reason of an HTTP or RTSP status other than success. */
export function reasonOfStatus(status: number): CameraReason {
  if (status === 401 || status === 403) return 'unauthorized'
  return status === 404 || status === 410 ? 'not_found' : 'bad_answer'
}

const byText: readonly (readonly [RegExp, CameraReason])[] = [
  [/\b401\b|\b403\b|unauthorized|forbidden/i, 'unauthorized'],
  [/\b404\b|\b410\b|not found/i, 'not_found'],
  [/connection refused/i, 'refused'],
  [/timed out/i, 'timeout'],
  [/no route to host|unreachable|failed to resolve|name or service not known/i, 'unreachable'],
  [/matches no streams|does not contain any stream|could not find codec parameters/i, 'no_video'],
]

/** Reason of a failed ffmpeg run by what it wrote to standard error (ffmpeg 4 to 7, in English). */
export function reasonOfStderr(stderr: string): CameraReason {
  return byText.find(([pattern]) => pattern.test(stderr))?.[1] ?? 'bad_answer'
}
