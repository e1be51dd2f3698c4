import { join } from 'node:path'
import { readProfile } from '@city/store/profile/readProfile.ts'
import { openSeriesPatiently } from './openSeriesPatiently.ts'
import { openState } from '@city/store/state/openState.ts'
import { startIngest } from './createIngest.ts'
import { createLog } from './log.ts'
import { readSettings } from './settings.ts'

/** Longest time that a stop may take before the process goes anyway. */
const stopLimitMs = 10_000

const settings = readSettings(process.env)
const log = createLog(settings.logLevel)
const profile = await readProfile(settings.cityDir, join(settings.dataDir, 'demo', 'cameras.csv'))
const db = openState(join(settings.dataDir, 'state.sqlite'))
const series = await openSeriesPatiently({ ...settings.influx, dataDir: settings.dataDir }, log)
const ingest = await startIngest({ settings, profile, series, db, log })
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
process.send?.('ready')

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
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop(signal))
