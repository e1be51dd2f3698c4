import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseCameraZones } from '@city/domain/camera/cameraZones.ts'
import { demoCameraRows, startDemoCameras, type DemoCameras } from '../../ingest/src/demo/demoCameras.ts'
import { freePort } from '../services/freePort.ts'
import { dribble, startHttp } from './badCamera.ts'
import { testLimits, visit } from './visit.ts'

describe('the simulated cameras', () => {
  let demo: DemoCameras
  let rows: ReturnType<typeof demoCameraRows>
  beforeAll(async () => {
    const zones = parseCameraZones(await readFile('domain/hanoi/cameras-zones.csv', 'utf8'))
    demo = await startDemoCameras({ port: 0, zones, seed: 1, now: () => 0 })
    rows = demoCameraRows({ zones, port: demo.port })
  })
  afterAll(() => demo.stop())

  test('a stream is measured: its first camera gives 5 frames a second', async () => {
    const seen = await visit(rows[0]!.streamUrl)
    expect(seen).toMatchObject({ codec: 'mjpeg', width: 800, height: 450 })
    expect(seen.fps).toBeGreaterThan(4.5)
    expect(seen.fps).toBeLessThan(5.5)
    expect(seen.still?.subarray(0, 2).toString('hex')).toBe('ffd8')
  })

  test('a still has a size and no rate', async () => {
    expect(rows[4]!.streamUrl).toMatch(/CAM-005\.jpg$/)
    const seen = await visit(rows[4]!.streamUrl)
    expect(seen).toMatchObject({ codec: 'jpeg', width: 800, height: 450, fps: null })
  })

  test.each([
    [16, 'timeout'],
    [28, 'unauthorized'],
    [52, 'bad_answer'],
    [78, 'not_found'],
  ])('camera %i misbehaves on purpose: %s', async (index, reason) => {
    await expect(visit(rows[index]!.streamUrl)).rejects.toMatchObject({ reason })
  })

  test('every crossing has one camera, 15 to 60 m from its middle', async () => {
    const zones = parseCameraZones(await readFile('domain/hanoi/cameras-zones.csv', 'utf8'))
    expect(rows).toHaveLength(92)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(92)
    rows.forEach(({ lat, lon }, index) => {
      const zone = zones[index]!
      const metres = Math.hypot(
        (lat - zone.lat) * 111_320,
        (lon - zone.lon) * 111_320 * Math.cos((21 * Math.PI) / 180),
      )
      expect(metres).toBeGreaterThan(14)
      expect(metres).toBeLessThan(61)
    })
  })
})

const md5 = (text: string) => createHash('md5').update(text).digest('hex')

/** A picture of 1 × 1 grey pixel, made by hand after ITU-T T.81: enough for a header, scan and end. */
const pixel = Buffer.from('ffd8ffc0000b080001000101011100ffda0008010100003f00d2cf20ffd9', 'hex')

test('Digest is answered as RFC 7616 says', async () => {
  const camera = await startHttp((request, response) => {
    const given = new Map(
      [...(request.headers.authorization ?? '').matchAll(/(\w+)="?([^",]+)"?/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    )
    const expected = md5(
      `${md5('viewer:cam:p@ss')}:abc:00000001:${given.get('cnonce')}:auth:${md5('GET:/still.jpg?ch=1')}`,
    )
    if (given.get('response') === expected) response.setHeader('content-type', 'image/jpeg').end(pixel)
    else response.writeHead(401, { 'www-authenticate': 'Digest realm="cam", nonce="abc", qop="auth"' }).end()
  })
  const seen = await visit(`http://viewer:p%40ss@127.0.0.1:${camera.port}/still.jpg?ch=1`)
  expect(seen).toMatchObject({ width: 1, height: 1, codec: 'jpeg' })
  await expect(visit(`http://viewer:wrong@127.0.0.1:${camera.port}/still.jpg?ch=1`)).rejects.toMatchObject({
    reason: 'unauthorized',
  })
  await camera.stop()
})

test('Basic is answered, and never sent unasked', async () => {
  const seenHeaders: (string | undefined)[] = []
  const camera = await startHttp(({ headers }, response) => {
    seenHeaders.push(headers.authorization)
    if (headers.authorization === 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==') response.end(pixel)
    else response.writeHead(401, { 'www-authenticate': 'Basic realm="WallyWorld"' }).end()
  })
  const seen = await visit(`http://Aladdin:open%20sesame@127.0.0.1:${camera.port}/`)
  expect(seen.width).toBe(1)
  expect(seenHeaders[0]).toBeUndefined()
  await camera.stop()
})

test('nothing listens: refused', async () => {
  await expect(visit(`http://127.0.0.1:${await freePort()}/x.jpg`)).rejects.toMatchObject({
    reason: 'refused',
  })
})

test('a web page is no video', async () => {
  const page = await startHttp((_, response) =>
    response.setHeader('content-type', 'text/html').end('<h1>Login</h1>'),
  )
  await expect(visit(`http://127.0.0.1:${page.port}/`)).rejects.toMatchObject({ reason: 'no_video' })
  await page.stop()
})

test('a picture without end is given up within the bound', async () => {
  const slow = await startHttp((_, response) =>
    dribble('x')(response.writeHead(200, { 'content-type': 'image/jpeg' })),
  )
  const limits = { ...testLimits, answerMs: 500, visitMs: 1_000 }
  const began = performance.now()
  await expect(visit(`http://127.0.0.1:${slow.port}/`, limits)).rejects.toMatchObject({ reason: 'timeout' })
  expect(performance.now() - began).toBeLessThan(3_000)
  await slow.stop()
})

test('a picture larger than any camera makes is not taken into memory', async () => {
  const flood = await startHttp((_, response) => {
    response.writeHead(200, { 'content-type': 'image/jpeg' })
    const block = Buffer.alloc(1024 * 1024)
    const pour = () => {
      while (!response.destroyed && response.write(block));
    }
    response.on('drain', pour)
    pour()
  })
  await expect(visit(`http://127.0.0.1:${flood.port}/`)).rejects.toMatchObject({ reason: 'bad_answer' })
  await flood.stop()
})

test('a stream that stops after a few frames is measured by what came', async () => {
  const part = `--x\r\nContent-Type: image/jpeg\r\n\r\n${pixel.toString('latin1')}\r\n`
  const camera = await startHttp((_, response) => {
    response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=x' })
    response.write(Buffer.from(`${part}--x`, 'latin1'))
  })
  const seen = await visit(`http://127.0.0.1:${camera.port}/`, { ...testLimits, measureMs: 300 })
  expect(seen).toMatchObject({ codec: 'mjpeg', fps: null, width: 1 })
  await camera.stop()
})
