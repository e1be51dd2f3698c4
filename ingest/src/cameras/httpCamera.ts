import type { IncomingMessage } from 'node:http'
import { CameraFault } from './cameraFault.ts'
import { openHttp } from './httpRequest.ts'
import { wholeJpegSize } from './jpegSize.ts'
import { delimiterOf, partReader } from './multipart.ts'
import { reasonOfError } from './reason.ts'
import type { Sight } from './sight.ts'
import { maxPictureBytes, type VisitLimits } from './visitLimits.ts'

type Seen = Omit<Sight, 'answerMs'>

/** One still: the whole body is the picture. Its rate is unknown. */
async function readStill(response: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes > maxPictureBytes)
      throw new CameraFault('bad_answer', `a picture of more than ${maxPictureBytes} bytes`)
  }
  const still = Buffer.concat(chunks)
  const size = wholeJpegSize(still)
  if (size) return { fps: null, ...size, codec: 'jpeg', still }
  const type = response.headers['content-type'] ?? 'no content type'
  if (type.startsWith('image/'))
    throw new CameraFault('bad_answer', `${bytes} bytes of ${type} are no whole JPEG`)
  throw new CameraFault('no_video', `the answer is ${type}, no picture`)
}

/** MJPEG: whole frames are counted for `measureMs` from the first; the last of them is the still. */
async function readStream(response: IncomingMessage, delimiter: string, measureMs: number): Promise<Seen> {
  const read = partReader(delimiter, maxPictureBytes)
  let last: { still: Buffer; width: number; height: number; at: number } | undefined
  let first = 0
  let frames = 0
  let broken = 0
  let enough: NodeJS.Timeout | undefined
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      for (const part of read(chunk)) {
        const size = wholeJpegSize(part)
        if (!size) {
          broken += 1
          continue
        }
        const at = performance.now()
        if (frames === 0) {
          first = at
          enough = setTimeout(() => response.destroy(), measureMs)
        }
        frames += 1
        last = { still: part, ...size, at }
      }
    }
  } catch (error) {
    if (!last) throw error
  } finally {
    clearTimeout(enough)
    response.destroy()
  }
  if (!last) {
    if (broken > 0) throw new CameraFault('bad_answer', `${broken} frames, none of them a whole JPEG`)
    throw new CameraFault('no_video', 'the stream ended before a frame came')
  }
  const { still, width, height } = last
  const seconds = (last.at - first) / 1000
  return {
    fps: frames > 1 && seconds > 0 ? (frames - 1) / seconds : null,
    width,
    height,
    codec: 'mjpeg',
    still,
  }
}

/** Looks at an http(s) camera: a JPEG still or an MJPEG stream (multipart).
 *  @throws CameraFault saying why there is no picture */
export async function seeHttpCamera(address: URL, limits: VisitLimits, signal: AbortSignal): Promise<Sight> {
  const began = performance.now()
  const bound = AbortSignal.any([signal, AbortSignal.timeout(limits.answerMs + limits.visitMs)])
  const response = await openHttp(address, limits.answerMs, bound)
  const answerMs = performance.now() - began
  try {
    const type = response.headers['content-type'] ?? ''
    const delimiter = type.toLowerCase().startsWith('multipart/') ? delimiterOf(type) : undefined
    const seen = delimiter
      ? await readStream(response, delimiter, limits.measureMs)
      : await readStill(response)
    return { answerMs, ...seen }
  } catch (error) {
    if (error instanceof CameraFault) throw error
    if (bound.aborted)
      throw new CameraFault('timeout', `no whole picture within ${limits.visitMs} ms`, { cause: error })
    throw new CameraFault(reasonOfError(error), `the answer broke off: ${String(error)}`, { cause: error })
  } finally {
    response.destroy()
  }
}
