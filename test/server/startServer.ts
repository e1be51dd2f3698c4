import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { createApp } from '@city/server/createApp.ts'
import { Dependencies } from '@city/server/dependencies.ts'
import { Latest } from '@city/server/latest.ts'
import { createLog } from '@city/server/log.ts'
import { listMapFiles } from '@city/server/mapFiles.ts'
import { PatientSeries } from '@city/server/patientSeries.ts'
import { parseSettings } from '@city/server/settings.ts'
import { startFeeds } from '@city/server/startFeeds.ts'
import { readProfile } from '@city/store/profile/readProfile.ts'
import { openSeries } from '@city/store/series/openSeries.ts'
import { openState } from '@city/store/state/openState.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { seriesPlace } from '../services/seriesPlace.ts'

const cityDir = fileURLToPath(new URL('../../domain/hanoi', import.meta.url))

/** The moment at which the server of a test begins: 10:30 in Hanoi. */
export const startAt = Date.parse('2026-11-22T03:30:00Z')

const cameras = `id,name,lat,lon,unit,stream_url,substream_url,kind,owner,public,planned_off
CAM-1,Ngã Tư Sở,21.0033,105.8203,00004,rtsp://user:secret@10.0.0.1/1,,fixed,City,true,false
CAM-2,Ngã Tư Vọng,20.9977,105.8413,00008,rtsp://user:secret@10.0.0.2/1,,ptz,City,false,false
`

export interface RunningServer {
  url: string
  dataDir: string
  latest: Latest
  /** The writing side, as ingest has it. */
  state: StateDb
  series: SeriesStore
  /** ms since 1970 UTC on the server's clock. */
  now(): number
  get(path: string, init?: RequestInit): Promise<Response>
  stop(): Promise<void>
}

/** The real server on a free port with a real store, embedded in a temporary folder or where `seriesPlace` says, and two cameras
 *  in its registry.
 *  @param env settings on top; without MQTT_URL and INGEST_URL both are away */
export async function startServer(env: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const dataDir = env.DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'server-')))
  await mkdir(join(dataDir, 'demo'), { recursive: true })
  await writeFile(join(dataDir, 'demo', 'cameras.csv'), cameras)
  const settings = parseSettings({
    MQTT_URL: 'mqtt://127.0.0.1:1',
    INGEST_URL: 'http://127.0.0.1:1',
    CITY_DIR: cityDir,
    DATA_DIR: dataDir,
    WEB_DIR: join(dataDir, 'no-web'),
    ...(env.INFLUX_URL ? {} : seriesPlace()),
    ...env,
  })
  const writer = await openSeries({ ...settings.series, dataDir })
  const openedAt = performance.now()
  const now = () => startAt + Math.round(performance.now() - openedAt)
  const clock = env.REAL_CLOCK ? Date.now : now
  const log = createLog('silent')
  const profile = await readProfile(cityDir, join(dataDir, 'demo', 'cameras.csv'))
  const state = openState(join(dataDir, 'state.sqlite'))
  const series = new PatientSeries(() => openSeries(settings.series, { readOnly: true }))
  const latest = new Latest()
  const dependencies = new Dependencies(clock, log)
  const mapFiles = await listMapFiles(cityDir)
  const app = createApp({ settings, profile, series, state, latest, dependencies, clock, mapFiles, log })
  await series.ping()
  const endFeeds = startFeeds({
    settings,
    profile,
    series,
    state,
    latest,
    dependencies,
    metrics: app.metrics,
    clock,
  })
  await new Promise<void>((resolve) => app.http.listen(0, '127.0.0.1', resolve))
  const { port } = app.http.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    dataDir,
    latest,
    state,
    series: writer,
    now: clock,
    get: (path, init) => fetch(url + path, init),
    async stop() {
      app.http.closeAllConnections()
      await app.close()
      await endFeeds()
      await Promise.all([series.close(), writer.close()])
      state.close()
      if (env.DATA_DIR === undefined) await rm(dataDir, { recursive: true, force: true })
    },
  }
}
