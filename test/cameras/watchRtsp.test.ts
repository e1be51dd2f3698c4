import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CameraItem } from '@city/domain/api/schemas.ts'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { readHealth } from '@city/store/state/cameraHealth.ts'
import { openState } from '@city/store/state/openState.ts'
import { wholeJpegSize } from '../../ingest/src/cameras/jpegSize.ts'
import { watchCameras } from '../../ingest/src/cameras/watchCameras.ts'
import { eventually } from '../services/eventually.ts'
import { describeWith } from '../services/requireServices.ts'
import { ffmpegService, rtspService, startRtspCamera } from '../services/rtspServer.ts'
import { startTcp } from './badCamera.ts'
import { cameraAt } from './visit.ts'

const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined }

describeWith(rtspService, ffmpegService)('a watch over RTSP cameras', () => {
  test('goes from stream to health, series and snapshot while its neighbours hang', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'watch-rtsp-'))
    const camera = await startRtspCamera({
      fps: 10,
      width: 1600,
      height: 900,
      user: 'viewer',
      password: 'secret',
    })
    const deaf = await startTcp(() => undefined)
    const half = await startTcp((socket) =>
      socket.once('data', () => socket.write('RTSP/1.0 200 OK\r\n\r\n')),
    )
    const db = openState(join(folder, 'state.sqlite'))
    const series = openEmbedded(join(folder, 'series.sqlite'))
    const published: CameraItem[] = []
    const watch = watchCameras({
      cameras: [
        cameraAt(`rtsp://127.0.0.1:${deaf.port}/x`, 'DEAF'),
        cameraAt(`rtsp://127.0.0.1:${half.port}/x`, 'HALF'),
        cameraAt(camera.url(), 'GOOD'),
      ],
      series,
      db,
      snapshotDir: join(folder, 'snapshots'),
      publishLive: (items) => published.push(...items),
      now: Date.now,
      log: silentLog,
      periodMs: 4_000,
      concurrency: 2,
      limits: { answerMs: 2_000, measureMs: 3_000, visitMs: 12_000 },
    })
    watch.start()
    try {
      await eventually(() => ['GOOD', 'HALF', 'DEAF'].every((id) => readHealth(db).has(id)), {
        withinMs: 30_000,
      })
      const health = readHealth(db)
      expect(health.get('GOOD')).toMatchObject({ state: 'online', width: 1600, height: 900, codec: 'h264' })
      expect(health.get('DEAF')).toMatchObject({ state: 'offline', reason: 'timeout' })
      expect(health.get('HALF')).toMatchObject({ state: 'offline', reason: 'timeout' })
      const query = { measurement: 'camera', tags: { camera: 'GOOD' }, from: 0, to: Date.now() + 1 }
      const [point] = await series.readRows({
        ...query,
        fields: ['online', 'fps', 'width', 'height', 'codec'],
      })
      expect(point!.fields).toMatchObject({ online: 1, width: 1600, height: 900, codec: 'h264' })
      expect(point!.fields.fps).toBeGreaterThan(9)
      expect(point!.fields.fps).toBeLessThan(11)
      const still = await readFile(join(folder, 'snapshots', 'GOOD.jpg'))
      expect(wholeJpegSize(still)).toEqual({ width: 1280, height: 720 })
      expect(published.find(({ id }) => id === 'GOOD')).toMatchObject({ state: 'online', codec: 'h264' })
    } finally {
      await watch.stop()
      await Promise.all([camera.stop(), deaf.stop(), half.stop(), series.close()])
      db.close()
      await rm(folder, { recursive: true })
    }
  })
})
