import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../services/eventually.ts'
import { startIngestProgram, type RunningIngest } from '../services/ingest.ts'
import { describeWith } from '../services/requireServices.ts'
import { ffmpegService, rtspService, startRtspCamera, type RtspCamera } from '../services/rtspServer.ts'
import { startServerProgram, type RunningServer } from '../services/server.ts'

/* A camera of the registry, from its RTSP stream to the still that a page shows, through the real programs. */

describeWith(rtspService, ffmpegService)('a camera of the city profile', () => {
  let cityDir: string
  let camera: RtspCamera
  let ingest: RunningIngest
  let server: RunningServer

  beforeAll(async () => {
    camera = await startRtspCamera({
      user: 'operator',
      password: 'song-Hong',
      fps: 12,
      width: 640,
      height: 360,
    })
    cityDir = await mkdtemp(join(tmpdir(), 'city-'))
    await cp(fileURLToPath(new URL('../../domain/hanoi', import.meta.url)), cityDir, { recursive: true })
    const row = ['CAM-1', 'Ngã Tư Sở', 21.0033, 105.8203, '00235', camera.url(), '', 'fixed', 'city', 1, 0]
    await appendFile(join(cityDir, 'cameras.csv'), `${row.join(',')}\n`)
    ingest = await startIngestProgram({ CITY_DIR: cityDir })
    server = await startServerProgram(ingest, { CITY_DIR: cityDir })
  })
  afterAll(async () => {
    await server?.stop()
    await ingest?.stop()
    await camera?.stop()
    await rm(cityDir, { recursive: true })
  })

  test('is online with measured figures, has a still with its age, and shows its address to nobody', async () => {
    const item = await eventually(
      async () => {
        const text = await (await fetch(`${server.url}/api/v1/cameras`)).text()
        expect(text).not.toContain('operator')
        const [found] = (JSON.parse(text) as { items: Record<string, unknown>[] }).items
        return found?.state === 'online' ? found : false
      },
      { withinMs: 30_000 },
    )
    expect(item).toMatchObject({
      id: 'CAM-1',
      name: 'Ngã Tư Sở',
      width: 640,
      height: 360,
      codec: 'h264',
      reason: null,
    })
    expect(Number(item.fps)).toBeGreaterThan(10.8)
    expect(Number(item.fps)).toBeLessThan(13.2)
    const still = await fetch(`${server.url}/api/v1/cameras/CAM-1/snapshot.jpg`)
    expect(still.status).toBe(200)
    expect(still.headers.get('content-type')).toBe('image/jpeg')
    expect(Date.now() - Date.parse(still.headers.get('x-snapshot-at')!)).toBeLessThan(60_000)
    const bytes = new Uint8Array(await still.arrayBuffer())
    expect([...bytes.subarray(0, 2), ...bytes.subarray(-2)]).toEqual([0xff, 0xd8, 0xff, 0xd9])
  })
})
