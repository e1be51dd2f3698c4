import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CameraItem } from '@city/domain/api/schemas.ts'
import type { Camera } from '@city/domain/camera/camera.ts'
import { StoreAway, type SeriesStore } from '@city/domain/series/seriesStore.ts'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { readHealth } from '@city/store/state/cameraHealth.ts'
import { openState } from '@city/store/state/openState.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { watchCameras, type CameraWatch } from '../../ingest/src/cameras/watchCameras.ts'
import { eventually } from '../services/eventually.ts'
import { startHttp, startTcp, type TestServer } from './badCamera.ts'
import { cameraAt } from './visit.ts'

/** A picture of 1 × 1 grey pixel, made by hand after ITU-T T.81: enough for a header, scan and end. */
const pixel = Buffer.from('ffd8ffc0000b080001000101011100ffda0008010100003f00d2cf20ffd9', 'hex')

let folder: string
let db: StateDb
let series: SeriesStore
let published: CameraItem[]
let logged: string[]
const running: { stop(): Promise<void> }[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watch-'))
  db = openState(join(folder, 'state.sqlite'))
  series = openEmbedded(join(folder, 'series.sqlite'))
  published = []
  logged = []
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()))
  await series.close()
  db.close()
  await rm(folder, { recursive: true })
})

function watch(
  cameras: Camera[],
  options: { periodMs?: number; concurrency?: number; write?: SeriesStore['write'] } = {},
): CameraWatch {
  const note = (fields: object, text: string) => void logged.push(`${text} ${JSON.stringify(fields)}`)
  const made = watchCameras({
    cameras,
    series: options.write ? { write: options.write } : series,
    db,
    snapshotDir: join(folder, 'snapshots'),
    publishLive: (items) => published.push(...items),
    now: Date.now,
    log: { info: note, warn: note, error: note },
    periodMs: options.periodMs ?? 400,
    concurrency: options.concurrency ?? 1,
    limits: { answerMs: 1_000, measureMs: 300, visitMs: 1_000 },
  })
  made.start()
  running.push(made)
  return made
}

async function started(server: Promise<TestServer>): Promise<TestServer> {
  const one = await server
  running.push(one)
  return one
}

const stillCamera = () =>
  started(startHttp((_, response) => response.setHeader('content-type', 'image/jpeg').end(pixel)))
const pointsOf = (camera: string) =>
  series.readRows({
    measurement: 'camera',
    tags: { camera },
    from: 0,
    to: Date.now() + 1,
    fields: ['online', 'fps', 'width', 'reason'],
  })

test('cameras that never answer hold up only each other', async () => {
  const good = await stillCamera()
  const silent = await started(startTcp(() => undefined))
  const hung = Array.from({ length: 20 }, (_, index) =>
    cameraAt(`http://127.0.0.1:${silent.port}/`, `HUNG-${index}`),
  )
  watch([...hung, cameraAt(`http://127.0.0.1:${good.port}/a.jpg`, 'GOOD')])
  await eventually(async () => (await pointsOf('GOOD')).length >= 8)
  const rows = await pointsOf('GOOD')
  expect(rows.every(({ fields }) => fields.online === 1 && fields.width === 1 && !('fps' in fields))).toBe(
    true,
  )
  await eventually(async () => (await pointsOf('HUNG-0')).length > 0)
  expect((await pointsOf('HUNG-0'))[0]!.fields).toEqual({ online: 0, reason: 'timeout' })
  expect(readHealth(db).get('HUNG-0')).toMatchObject({ state: 'offline', reason: 'timeout', fps: null })
  expect(readHealth(db).get('GOOD')).toMatchObject({ state: 'online', codec: 'jpeg', width: 1, height: 1 })
  expect(published.findLast(({ id }) => id === 'GOOD')).toMatchObject({ state: 'online', reason: null })
  expect(await readFile(join(folder, 'snapshots', 'GOOD.jpg'))).toEqual(pixel)
  expect((await readdir(join(folder, 'snapshots'))).filter((file) => file.startsWith('HUNG'))).toEqual([])
})

test('an online camera goes offline with the second failure, and comes back with the first success', async () => {
  let up = true
  const flapping = await started(
    startHttp((request, response) => (up ? response.end(pixel) : request.socket.destroy())),
  )
  watch([cameraAt(`http://127.0.0.1:${flapping.port}/`)])
  const state = () => readHealth(db).get('CAM-T')
  await eventually(() => state()?.state === 'online')
  const since = state()!.since
  up = false
  await eventually(() => state()?.reason !== null)
  expect(state()).toMatchObject({ state: 'online', since })
  await eventually(() => state()?.state === 'offline')
  const failures = (await pointsOf('CAM-T')).filter(({ fields }) => fields.online === 0)
  expect(state()!.since).toBe(failures[0]!.time)
  up = true
  await eventually(() => state()?.state === 'online')
  const states = published.map((item) => item.state)
  expect(states.filter((one, index) => one !== states[index - 1])).toEqual(['online', 'offline', 'online'])
})

test('a camera that is off on purpose is never visited', async () => {
  let visits = 0
  const off = await started(
    startHttp((_, response) => {
      visits += 1
      response.end(pixel)
    }),
  )
  const good = await stillCamera()
  watch([
    { ...cameraAt(`http://127.0.0.1:${off.port}/`, 'OFF'), plannedOff: true },
    cameraAt(`http://127.0.0.1:${good.port}/`, 'GOOD'),
  ])
  await eventually(async () => (await pointsOf('GOOD')).length >= 3)
  expect(visits).toBe(0)
  expect(published.find(({ id }) => id === 'OFF')).toMatchObject({ state: 'planned_off', fps: null })
  expect(await pointsOf('OFF')).toEqual([])
})

test.each(['../../escaped', '<script>alert(1)</script>', "x' OR '1'='1", 'a/b', 'a,tag=1 b=2'])(
  'a camera called %j is watched and does no harm',
  async (id) => {
    const good = await stillCamera()
    watch([cameraAt(`http://127.0.0.1:${good.port}/`, id)])
    await eventually(async () => (await pointsOf(id)).length >= 2)
    expect(readHealth(db).get(id)).toMatchObject({ state: 'online', snapshotAt: null })
    expect(await readdir(folder)).not.toContain('snapshots')
    expect(logged.join('\n')).toContain('cannot name a file')
  },
)

test('a camera whose id the store refuses costs the others nothing', async () => {
  const good = await stillCamera()
  const address = `http://127.0.0.1:${good.port}/`
  const broken = 'line\nbreak'
  watch([cameraAt(address, 'A'), cameraAt(address, broken), cameraAt(address, 'B'), cameraAt(address, 'C')])
  for (const id of ['A', 'B', 'C']) await eventually(async () => (await pointsOf(id)).length >= 3)
  expect(readHealth(db).get(broken)).toMatchObject({ state: 'online' })
  expect(logged.filter((line) => line.includes('refuses its health'))).toHaveLength(1)
})

test('what is known survives a restart', async () => {
  const good = await stillCamera()
  const camera = cameraAt(`http://127.0.0.1:${good.port}/`)
  const first = watch([camera])
  await eventually(() => published.length > 0)
  await first.stop()
  const before = readHealth(db).get('CAM-T')!
  const seen = published.length
  watch([camera])
  await eventually(() => published.length > seen)
  expect(readHealth(db).get('CAM-T')).toMatchObject({ state: 'online', since: before.since })
})

test('points wait while the store is away, and none is lost', async () => {
  let away = true
  const good = await stillCamera()
  watch([cameraAt(`http://127.0.0.1:${good.port}/`)], {
    write: (points) => (away ? Promise.reject(new StoreAway('gone')) : series.write(points)),
  })
  await eventually(() => published.length >= 4)
  const sofar = published.length
  expect(await pointsOf('CAM-T')).toEqual([])
  away = false
  await eventually(async () => (await pointsOf('CAM-T')).length >= sofar)
  const times = (await pointsOf('CAM-T')).map(({ time }) => new Date(time).toISOString())
  expect(times).toEqual(expect.arrayContaining(published.slice(0, sofar).map((item) => item.checked_at)))
  expect(logged.filter((line) => line.includes('is away'))).toHaveLength(1)
})

test('neither name nor password of a camera is logged or published', async () => {
  const locked = await started(
    startHttp((_, response) => response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end()),
  )
  watch([cameraAt(`http://nguyenvana:bi-mat-2026@127.0.0.1:${locked.port}/`)])
  await eventually(() => published.length > 0)
  expect(published[0]).toMatchObject({ state: 'offline', reason: 'unauthorized' })
  expect(logged.length).toBeGreaterThan(0)
  expect([...logged, JSON.stringify(published), JSON.stringify([...readHealth(db)])].join()).not.toMatch(
    /nguyenvana|bi-mat/,
  )
})
