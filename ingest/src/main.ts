import { join } from 'node:path'
import { readProfile } from '@city/store/profile/readProfile.ts'
import { openSeriesPatiently } from './openSeriesPatiently.ts'
import { openState } from '@city/store/state/openState.ts'
import { startIngest } from './createIngest.ts'
import { createLog } from './log.ts'
import { readSettings, type Settings } from './settings.ts'

/** Longest time that a stop may take before the process goes anyway. */
const stopLimitMs = 10_000

let settings: Settings
try {
  settings = readSettings(process.env)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(2)
}
const log = createLog(settings.logLevel)
const profile = await readProfile(settings.cityDir, join(settings.dataDir, 'demo', 'cameras.csv'))
const db = openState(join(settings.dataDir, 'state.sqlite'))
const series = await openSeriesPatiently({ ...settings.influx, dataDir: settings.dataDir }, log)
const ingest = await startIngest({ settings, profile, series, db, log }).catch((error: Error) => {
  log.fatal({ error: error.message }, 'ingest cannot start')
  process.exit(1)
})
log.info(
  {
    http: ingest.httpPort,
    mqtt: ingest.mqttPort ?? 'external',
    store: series.kind,
    stations: profile.stations.size,
    cameras: profile.cameras.size,
  },
  'ingest is ready',
)

let stopping = false
async function stop(signal: string): Promise<void> {
  if (stopping) return
  stopping = true
  log.info({ signal }, 'stopping: landing what was taken')
  setTimeout(() => process.exit(1), stopLimitMs).unref()
  await ingest.stop()
  await series.close()
  db.close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(signal, () => void stop(signal))
