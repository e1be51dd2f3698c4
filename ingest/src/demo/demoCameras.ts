import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Camera } from '@city/domain/camera/camera.ts'
import type { CameraZone } from '@city/domain/camera/cameraZones.ts'
import { createDemoFrames, type DemoFrames } from './demoCamerasFrames.ts'
import { randomOf } from './scene/random.ts'

export { toCameraCsv } from '@city/domain/camera/cameraCsv.ts'

/** What is wrong with some cameras, by their place in the list, so that screens show every state. */
type Trouble = 'silent' | 'locked' | 'planned_off' | 'broken' | 'flapping' | 'missing'
const troubles = new Map<number, Trouble>([
  [16, 'silent'],
  [28, 'locked'],
  [40, 'planned_off'],
  [52, 'broken'],
  [66, 'flapping'],
  [78, 'missing'],
])

/** The flapping camera answers for four minutes, then drops every connection for three. */
const flapMs = { up: 240_000, down: 180_000 }
/** Frames per second of the streams. */
const rates = [5, 8, 10] as const
/** A health visit lasts some three seconds and needs no motion: one drawing serves it. Who stays longer sees motion. */
const visitMs = 4_000
const motionMs = 200

interface DemoCamera {
  id: string
  zone: CameraZone
  trouble: Trouble | undefined
  /** Frames per second of its stream; null for a camera that gives stills. */
  fps: number | null
}

function camerasOf(zones: readonly CameraZone[]): DemoCamera[] {
  return zones.map((zone, index) => {
    const trouble = troubles.get(index)
    const still = index % 5 === 4 || trouble === 'broken'
    return {
      id: zone.id.replace(/^CZ/, 'CAM'),
      zone,
      trouble,
      fps: still ? null : (rates[index % rates.length] ?? null),
    }
  })
}

/** A point 15 to 60 m from the crossing: on one of its corners, as the reference data ask. */
function beside(zone: CameraZone): { lat: number; lon: number } {
  const random = randomOf(zone.id, 11)
  const metres = 15 + 45 * random()
  const angle = 2 * Math.PI * random()
  const metresPerDegree = 111_320
  const lat = zone.lat + (metres * Math.cos(angle)) / metresPerDegree
  const lon = zone.lon + (metres * Math.sin(angle)) / (metresPerDegree * Math.cos((zone.lat * Math.PI) / 180))
  return { lat: Number(lat.toFixed(6)), lon: Number(lon.toFixed(6)) }
}

/** A unit with the middle of its area. */
interface PlacedUnit {
  code: string
  lat: number | null
  lon: number | null
}

/** The unit whose middle is nearest: good enough for a simulated camera, wrong near borders. */
function nearestUnit(units: Iterable<PlacedUnit>, lat: number, lon: number): string | null {
  let nearest: { code: string; distance: number } | undefined
  for (const unit of units) {
    if (unit.lat === null || unit.lon === null) continue
    const distance = Math.hypot(unit.lat - lat, (unit.lon - lon) * Math.cos((lat * Math.PI) / 180))
    if (!nearest || distance < nearest.distance) nearest = { code: unit.code, distance }
  }
  return nearest?.code ?? null
}

/** Registry rows of the simulated cameras, one per crossing, with addresses at `port` of this machine.
 *  `units`: to say which commune each stands in; without them that is unknown. */
export function demoCameraRows(parts: {
  zones: readonly CameraZone[]
  port: number
  units?: Iterable<PlacedUnit>
}): Camera[] {
  const units = [...(parts.units ?? [])]
  return camerasOf(parts.zones).map(({ id, zone, trouble, fps }, index) => {
    const { lat, lon } = beside(zone)
    const user = trouble === 'locked' ? 'operator:old-password@' : ''
    return {
      id,
      name: zone.name,
      lat,
      lon,
      unit: nearestUnit(units, lat, lon),
      streamUrl: `http://${user}127.0.0.1:${parts.port}/${id}.${fps === null ? 'jpg' : 'mjpg'}`,
      substreamUrl: null,
      kind: index % 4 === 3 ? 'ptz' : 'fixed',
      owner: 'Mô phỏng',
      public: true,
      plannedOff: trouble === 'planned_off',
    }
  })
}

async function sendStill(camera: DemoCamera, frames: DemoFrames, response: ServerResponse): Promise<void> {
  const jpeg = await frames.frame(camera.id, camera.zone, visitMs)
  const whole = camera.trouble === 'broken' ? jpeg.subarray(0, jpeg.length / 2) : jpeg
  response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': whole.length }).end(whole)
}

function sendStream(camera: DemoCamera, frames: DemoFrames, response: ServerResponse): void {
  const began = performance.now()
  const { id, zone, fps } = camera
  let drawing = false
  response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=frame' })
  async function send(): Promise<void> {
    // A client that cannot follow gets fewer frames, not a longer queue.
    if (drawing || response.writableNeedDrain) return
    drawing = true
    const jpeg = await frames.frame(id, zone, performance.now() - began < visitMs ? visitMs : motionMs)
    drawing = false
    response.write(`--frame\r\nContent-Type: image/jpeg\r\nContent-Length: ${jpeg.length}\r\n\r\n`)
    response.write(jpeg)
    response.write('\r\n')
  }
  const fail = (error: unknown) => response.destroy(error instanceof Error ? error : undefined)
  const timer = setInterval(() => send().catch(fail), 1000 / (fps ?? 1))
  response.on('close', () => clearInterval(timer))
  send().catch(fail)
}

function answer(
  camera: DemoCamera,
  at: number,
  frames: DemoFrames,
  request: IncomingMessage,
  response: ServerResponse,
) {
  switch (camera.trouble) {
    case 'silent':
      return
    case 'locked':
      response.setHeader(
        'www-authenticate',
        `Digest realm="camera", qop="auth", nonce="${at}", algorithm=MD5`,
      )
      response.writeHead(401).end()
      return
    case 'missing':
      response.writeHead(404).end()
      return
    case 'flapping':
      if (at % (flapMs.up + flapMs.down) >= flapMs.up) {
        request.socket.destroy()
        return
      }
  }
  if (request.url?.endsWith('.mjpg') && camera.fps !== null) sendStream(camera, frames, response)
  else sendStill(camera, frames, response).catch(() => response.destroy())
}

export interface DemoCameras {
  port: number
  stop(): Promise<void>
}

/** Starts the simulated cameras on 127.0.0.1: `/{id}.mjpg` streams, `/{id}.jpg` is a still. Pictures are drawn on demand.
 *  `port` 0 takes a free one. `rainMmH`: rain at a place and moment (ms since 1970 UTC), mm/h; dry without it.
 *  Rejects when the port is taken. */
export async function startDemoCameras(parts: {
  port: number
  zones: readonly CameraZone[]
  seed: number
  now?: () => number
  rainMmH?: (lat: number, lon: number, time: number) => number
}): Promise<DemoCameras> {
  const { zones, seed, now = Date.now, rainMmH = () => 0 } = parts
  const cameras = new Map(camerasOf(zones).map((camera) => [camera.id, camera]))
  const frames = createDemoFrames({ seed, now, rainMmH })
  const server = createServer((request, response) => {
    const id = /^\/([A-Za-z0-9_-]+)\.m?jpg$/.exec(request.url ?? '')?.[1]
    const camera = id === undefined ? undefined : cameras.get(id)
    if (camera) answer(camera, now(), frames, request, response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(parts.port, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
