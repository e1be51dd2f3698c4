import { join } from 'node:path'
import { StoreAway } from '@city/domain/series/seriesStore.ts'
import { readProfile } from '@city/store/profile/readProfile.ts'
import { openSeries } from '@city/store/series/openSeries.ts'
import { openState } from '@city/store/state/openState.ts'
import { createApp } from './createApp.ts'
import { Dependencies } from './dependencies.ts'
import { Latest } from './latest.ts'
import { createLog } from './log.ts'
import { listMapFiles } from './mapFiles.ts'
import { PatientSeries } from './patientSeries.ts'
import { parseSettings, type Settings } from './settings.ts'
import { startFeeds } from './startFeeds.ts'

/** Callers under way get this long to be answered when the process is told to stop, ms. */
const stopLimitMs = 8000

let settings: Settings
try {
  settings = parseSettings(process.env)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(2)
}
const log = createLog(settings.logLevel)
const clock = Date.now
const profile = await readProfile(settings.cityDir, join(settings.dataDir, 'demo', 'cameras.csv'))
const mapFiles = await listMapFiles(settings.cityDir)
const state = openState(join(settings.dataDir, 'state.sqlite'))
const series = new PatientSeries(() => openSeries(settings.series, { readOnly: true }))
series.ping().catch((error: unknown) => {
  // Away is a matter of waiting; anything else is a setting that no waiting cures.
  if (error instanceof StoreAway) return
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(2)
})
const latest = new Latest()
const dependencies = new Dependencies(clock, log)

const app = createApp({ settings, profile, series, state, latest, dependencies, clock, mapFiles, log })
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
app.http.on('error', (error) => {
  log.error({ err: error, port: settings.httpPort }, 'cannot serve on this port')
  process.exit(1)
})
app.http.listen(settings.httpPort, () => log.info({ address: app.http.address() }, 'server is ready'))

let stopping = false
async function stop(signal: string): Promise<void> {
  if (stopping) return
  stopping = true
  log.info({ signal }, 'stopping')
  setTimeout(() => process.exit(1), stopLimitMs).unref()
  await app.close()
  await endFeeds()
  await series.close()
  state.close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(signal, () => void stop(signal))
