import { loadImage } from '@napi-rs/canvas'
import { createCanvas } from '@napi-rs/canvas'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../services/freePort.ts'
import { describeWith } from '../services/requireServices.ts'
import { ffmpegService, rtspService, startRtspCamera, type RtspCamera } from '../services/rtspServer.ts'
import { dribble, startTcp } from './badCamera.ts'
import { testLimits, visit } from './visit.ts'

/** How many different colours stand in a grid of 16 × 9 places of a JPEG. */
async function coloursOf(jpeg: Buffer): Promise<{ width: number; height: number; colours: number }> {
  const image = await loadImage(jpeg)
  const pen = createCanvas(16, 9).getContext('2d')
  pen.drawImage(image, 0, 0, 16, 9)
  const { data } = pen.getImageData(0, 0, 16, 9)
  const colours = new Set(Array.from({ length: 144 }, (_, at) => data.slice(at * 4, at * 4 + 3).join(' ')))
  return { width: image.width, height: image.height, colours: colours.size }
}

describeWith(rtspService, ffmpegService)('an RTSP camera with H.264 and Digest', () => {
  let camera: RtspCamera
  beforeAll(async () => {
    camera = await startRtspCamera({
      fps: 12,
      width: 640,
      height: 360,
      user: 'viewer',
      password: 'p@ss:w/ord',
    })
  })
  afterAll(() => camera.stop())

  test('is measured, and its still is a real picture', async () => {
    const seen = await visit(camera.url())
    expect(seen).toMatchObject({ codec: 'h264', width: 640, height: 360 })
    expect(seen.fps).toBeGreaterThan(12 * 0.9)
    expect(seen.fps).toBeLessThan(12 * 1.1)
    expect(seen.answerMs).toBeGreaterThan(0)
    expect(seen.answerMs).toBeLessThan(testLimits.answerMs)
    const picture = await coloursOf(seen.still!)
    expect(picture).toMatchObject({ width: 640, height: 360 })
    expect(picture.colours).toBeGreaterThan(6)
  })

  test('refuses a wrong password, and nothing secret is in the message', async () => {
    const failed = await visit(camera.url('viewer', 'guess-4711')).catch((error: unknown) => error)
    expect(failed).toMatchObject({ reason: 'unauthorized' })
    expect(String(failed)).not.toMatch(/guess-4711|viewer/)
  })

  test('has no stream at another path', async () => {
    await expect(visit(camera.url().replace('/camera', '/other'))).rejects.toMatchObject({
      reason: 'not_found',
    })
  })
})

test('nothing listens: refused', async () => {
  await expect(visit(`rtsp://127.0.0.1:${await freePort()}/camera`)).rejects.toMatchObject({
    reason: 'refused',
  })
})

test('a name that nobody knows is unreachable', async () => {
  await expect(visit('rtsp://camera.invalid/live')).rejects.toMatchObject({ reason: 'unreachable' })
})

test.each(['ftp://127.0.0.1/x', 'file:///etc/passwd', '-i /etc/passwd', ''])(
  'an address that is none of ours is not opened: %j',
  async (address) => {
    await expect(visit(address)).rejects.toMatchObject({ reason: 'bad_answer' })
  },
)

test('a camera that accepts and never answers is given up within the bound', async () => {
  const silent = await startTcp(() => undefined)
  const began = performance.now()
  await expect(visit(`rtsp://127.0.0.1:${silent.port}/x`)).rejects.toMatchObject({ reason: 'timeout' })
  expect(performance.now() - began).toBeLessThan(testLimits.answerMs + 1_000)
  await silent.stop()
})

test('a camera that gives a byte at a time is given up within the bound', async () => {
  const slow = await startTcp(dribble('RTSP/'))
  const began = performance.now()
  await expect(visit(`rtsp://127.0.0.1:${slow.port}/x`)).rejects.toHaveProperty('reason')
  expect(performance.now() - began).toBeLessThan(testLimits.answerMs + 1_000)
  await slow.stop()
})

test('what speaks HTTP on the RTSP port gives a bad answer', async () => {
  const web = await startTcp((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  await expect(visit(`rtsp://127.0.0.1:${web.port}/x`)).rejects.toMatchObject({ reason: 'bad_answer' })
  await web.stop()
})

describeWith(ffmpegService)('a camera that answers OPTIONS and then hangs', () => {
  test('is given up within the bound and its process is gone', async () => {
    let open = 0
    const hanging = await startTcp((socket) => {
      open += 1
      socket.on('close', () => (open -= 1))
      socket.once('data', () =>
        socket.write('RTSP/1.0 200 OK\r\nCSeq: 1\r\nPublic: OPTIONS, DESCRIBE\r\n\r\n'),
      )
    })
    const limits = { ...testLimits, visitMs: 2_000 }
    const began = performance.now()
    await expect(visit(`rtsp://127.0.0.1:${hanging.port}/x`, limits)).rejects.toMatchObject({
      reason: 'timeout',
    })
    expect(performance.now() - began).toBeLessThan(limits.visitMs + 2_500)
    await expect.poll(() => open).toBe(0)
    await hanging.stop()
  })
})
