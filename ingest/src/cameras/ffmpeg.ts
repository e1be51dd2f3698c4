import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import ffmpeg from 'fluent-ffmpeg'
import { CameraFault } from './cameraFault.ts'
import { readFrameCrc, type MeasuredVideo } from './frameCrc.ts'
import { wholeJpegSize } from './jpegSize.ts'
import { reasonOfStderr } from './reason.ts'
import { redact } from './redact.ts'
import type { VisitLimits } from './visitLimits.ts'

/** Stills are at most this wide; smaller ones keep their size. */
const maxStillWidth = 1280
const maxLines = 5_000

let version: Promise<number | undefined> | undefined

/** Major version of the ffmpeg on this machine (FFMPEG_PATH, else PATH), undefined when there is none.
 *  Builds from git have no version: they are taken as newer than any release. Looked up once. */
export function ffmpegVersion(): Promise<number | undefined> {
  version ??= promisify(execFile)(process.env.FFMPEG_PATH || 'ffmpeg', ['-version'])
    .then(({ stdout }) => Number(/^ffmpeg version n?(\d+)/.exec(stdout)?.[1] ?? Infinity))
    .catch(() => undefined)
  return version
}

/** One run, two results from one connection: the packets of `measureMs` are listed untouched, and the first key frame
 *  becomes a JPEG. Only key frames are decoded, on one thread: 0.1 CPU seconds in all (measured, 640 × 360). */
function command(address: string, major: number, still: string, limits: VisitLimits): ffmpeg.FfmpegCommand {
  // A process that outlives us must not wait for ever: the socket has a bound of its own (the option's name changed in 5).
  const socketBound = major >= 5 ? '-timeout' : '-stimeout'
  return ffmpeg({ stdoutLines: maxLines })
    .input(address)
    .inputOptions('-hide_banner', '-nostats', '-loglevel', 'error')
    .inputOptions('-rtsp_transport', 'tcp', '-allowed_media_types', 'video')
    .inputOptions(socketBound, String(limits.visitMs * 1000))
    .inputOptions('-fpsprobesize', '0', '-analyzeduration', '3000000')
    .inputOptions('-threads', '1', '-skip_frame', 'nokey')
    .output('pipe:1')
    .outputOptions('-map', '0:v:0', '-c', 'copy', '-t', String(limits.measureMs / 1000))
    .outputOptions('-flush_packets', '1')
    .format('framecrc')
    .output(still)
    .outputOptions('-map', '0:v:0', '-frames:v', '1', '-threads', '1', '-q:v', '5')
    .videoFilters(`scale='min(${maxStillWidth},iw)':-2`)
    .format('mjpeg')
}

interface Run {
  error: Error | undefined
  killed: boolean
  stdout: string
  stderr: string
}

/** Runs to the end, to the bound or to the signal, whichever comes first; then the process is killed outright. */
function run(work: ffmpeg.FfmpegCommand, limitMs: number, signal: AbortSignal): Promise<Run> {
  const bound = AbortSignal.any([signal, AbortSignal.timeout(limitMs)])
  const kill = () => work.kill('SIGKILL')
  return new Promise((resolve) => {
    const settle = (error: Error | undefined, stdout: string | null, stderr: string | null) => {
      bound.removeEventListener('abort', kill)
      resolve({ error, killed: bound.aborted, stdout: stdout ?? '', stderr: stderr ?? '' })
    }
    work.on('start', () => (bound.aborted ? kill() : bound.addEventListener('abort', kill)))
    work.on('end', (stdout, stderr) => settle(undefined, stdout, stderr))
    work.on('error', (error: Error, stdout, stderr) => settle(error, stdout, stderr))
    work.run()
  })
}

function faultOf({ error, killed, stderr }: Run, address: string, limitMs: number): CameraFault {
  if (killed) return new CameraFault('timeout', `no video within ${limitMs} ms`)
  if (!error) return new CameraFault('no_video', 'the stream ended before a packet came')
  const said = redact(stderr.trim().split('\n').slice(-3).join(' | ') || error.message, address)
  return new CameraFault(reasonOfStderr(stderr), said)
}

/** Measures an RTSP stream and takes a still of it. `still` is null when no key frame came within the bound.
 *  @throws CameraFault saying why there is no video; `no_ffmpeg` when this machine has none */
export async function measureRtsp(
  address: string,
  limits: VisitLimits,
  signal: AbortSignal,
): Promise<MeasuredVideo & { still: Buffer | null }> {
  const major = await ffmpegVersion()
  if (major === undefined) throw new CameraFault('no_ffmpeg', 'ffmpeg is not installed')
  const folder = await mkdtemp(join(tmpdir(), 'city-camera-'))
  try {
    const path = join(folder, 'still.jpg')
    const done = await run(command(address, major, path, limits), limits.visitMs, signal)
    const video = readFrameCrc(done.stdout)
    if (!video) throw faultOf(done, address, limits.visitMs)
    const still = await readFile(path).catch(() => undefined)
    return { ...video, still: still && wholeJpegSize(still) ? still : null }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
