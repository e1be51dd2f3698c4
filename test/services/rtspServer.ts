import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isExecutable, startProcess } from './process.ts'
import type { Service } from './requireServices.ts'

// Debian's own interpreter: only it finds python3-gi.
const python = '/usr/bin/python3'
const program = fileURLToPath(new URL('rtsp_server.py', import.meta.url))
const libraries = '/usr/lib'

function inAnyArchitecture(file: string): boolean {
  return readdirSync(libraries).some((folder) => existsSync(join(libraries, folder, file)))
}

export const rtspService: Service = {
  package: 'gir1.2-gst-rtsp-server-1.0 python3-gi gstreamer1.0-plugins-ugly',
  isInstalled: () =>
    isExecutable(python) &&
    inAnyArchitecture('girepository-1.0/GstRtspServer-1.0.typelib') &&
    inAnyArchitecture('gstreamer-1.0/libgstx264.so'),
}

export const ffmpegService: Service = { package: 'ffmpeg', isInstalled: () => isExecutable('ffmpeg') }

export interface RtspCamera {
  readonly port: number
  /** Its stream with these credentials, or its own. */
  url(user?: string, password?: string): string
  stop(): Promise<void>
}

/** A real RTSP camera (GStreamer): H.264 test picture of this size and rate behind Digest authentication. */
export async function startRtspCamera(picture: {
  fps: number
  width: number
  height: number
  user: string
  password: string
}): Promise<RtspCamera> {
  const args = Object.entries(picture).flatMap(([name, value]) => [`--${name}`, String(value)])
  let port = 0
  const running = await startProcess({
    command: python,
    args: [program, ...args],
    isReady: (output) => (port = Number(/^(\d+)\s/m.exec(output)?.[1] ?? 0)) > 0,
    readyWithinMs: 40_000,
  })
  return {
    port,
    url: (user = picture.user, password = picture.password) =>
      `rtsp://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/camera`,
    stop: () => running.stop(),
  }
}
