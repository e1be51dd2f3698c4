import { join } from 'node:path'
import { foreignFileName, parseForeignFile } from '@city/domain/foreign/foreignFile.ts'
import { pullFileName } from '@city/domain/foreign/pullFile.ts'
import { openProfile } from '@city/store/profile/openProfile.ts'
import { onStop } from '@city/store/settings/onStop.ts'
import { cannotStart, endOnStartFault, opening, StartFault } from '@city/store/settings/startFault.ts'
import { claimDataDir } from '@city/store/state/dataDirKind.ts'
import { lockDataDir } from '@city/store/state/dataDirLock.ts'
import { openState } from '@city/store/state/openState.ts'
import { startIngest } from './createIngest.ts'
import { createLog } from './log.ts'
import { openSeriesPatiently } from './openSeriesPatiently.ts'
import { readSettings, type Settings } from './settings.ts'
import { readProfileFile } from './sources/profileFile.ts'

/** Longest time that a stop may take before the process goes anyway: what is not acknowledged then is sent again. */
const stopLimitMs = 3000

let settings: Settings
try {
  settings = readSettings(process.env)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(cannotStart)
}
const log = createLog(settings.logLevel)

let stopping = false
/** Until everything is up there is nothing to land. */
let land: () => Promise<void> = async () => undefined
async function stop(signal: string): Promise<void> {
  if (stopping) return
  stopping = true
  log.info({ signal }, 'stopping: landing what was taken')
  setTimeout(() => {
    log.warn({}, 'stopped before everything was landed; what was not acknowledged will be sent again')
    process.exit(0)
  }, stopLimitMs).unref()
  await land()
  process.exit(0)
}
onStop((signal) => void stop(signal))

const statePath = join(settings.dataDir, 'state.sqlite')
const { lock: held, ...parts } = await openAll().catch(endOnStartFault)
const { db, series } = parts
const ingest = await startIngest({ settings, ...parts, log }).catch((error: Error) => {
  if ('code' in error && error.code === 'EADDRINUSE')
    return endOnStartFault(
      new StartFault(`ingest: ${error.message}; set INGEST_PORT or MQTT_PORT to a free one`),
    )
  if (error instanceof StartFault) return endOnStartFault(error)
  log.fatal({ error: error.message }, 'ingest cannot start')
  process.exit(1)
})
land = async () => {
  await ingest.stop()
  await series.close()
  db.close()
  held.release()
}
log.info(
  {
    http: ingest.httpPort,
    mqtt: ingest.mqttPort ?? 'external',
    ftp: ingest.ftpPort ?? 'shut',
    sftp: ingest.sftpPort ?? 'shut',
    store: series.kind,
    stations: parts.profile.stations.size,
    cameras: parts.profile.cameras.size,
  },
  'ingest is ready',
)

async function openAll() {
  const { cityDir, dataDir, influx } = settings
  const lock = await lockDataDir(dataDir)
  await opening(dataDir, () => claimDataDir(dataDir, settings.demo))
  const profile = await openProfile(cityDir, join(dataDir, 'demo', 'cameras.csv'))
  return {
    lock,
    profile,
    foreign: await readProfileFile(cityDir, foreignFileName, (text) =>
      parseForeignFile(text, profile.settings.id, profile.stations),
    ),
    pull: await readProfileFile(cityDir, pullFileName, async (text) => {
      // Loaded where it is wanted, JSONPath with it.
      const { openPull } = await import('./pull/openPull.ts')
      return openPull(text, profile.stations, process.env)
    }),
    db: await opening(statePath, () => openState(statePath)),
    series: await openSeriesPatiently({ ...influx, dataDir }, log),
  }
}
