import { join } from 'node:path'
import { StoreAway } from '@city/domain/series/seriesStore.ts'
import { openProfile } from '@city/store/profile/openProfile.ts'
import { openSeries } from '@city/store/series/openSeries.ts'
import {
  cannotStart,
  endOnStartFault,
  fileFault,
  isDamaged,
  opening,
  StartFault,
} from '@city/store/settings/startFault.ts'
import { onStop } from '@city/store/settings/onStop.ts'
import { openState } from '@city/store/state/openState.ts'
import { createApp } from './createApp.ts'
import { Dependencies } from './dependencies.ts'
import { Latest } from './latest.ts'
import { createLog } from './log.ts'
import { listMapFiles } from './mapFiles.ts'
import { PatientSeries } from './patientSeries.ts'
import { parseSettings, type Settings } from './settings.ts'
import { startFeeds } from './startFeeds.ts'

/** Longest time that a stop may take before the process goes anyway; nothing rests in it alone, ms. */
const stopLimitMs = 3000

let settings: Settings
try {
  settings = parseSettings(process.env)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(cannotStart)
}
const log = createLog(settings.logLevel)
const clock = Date.now

let stopping = false
/** Until everything is up there is nobody to answer. */
let letGo: () => Promise<void> = async () => undefined
async function stop(signal: string): Promise<void> {
  if (stopping) return
  stopping = true
  log.info({ signal }, 'stopping')
  setTimeout(() => process.exit(0), stopLimitMs).unref()
  await letGo()
  process.exit(0)
}
onStop((signal) => void stop(signal))

const { profile, mapFiles, state } = await openAll().catch(endOnStartFault)
const series = new PatientSeries(() => openSeries(settings.series, { readOnly: true }))
series.ping().catch((error: unknown) => {
  // Away is a matter of waiting; anything else is a setting or a file that no waiting cures.
  if (error instanceof StoreAway && !isDamaged(error)) return
  const fault = fileFault(join(settings.dataDir, 'series.sqlite'), error) ?? error
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exit(cannotStart)
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
  if ('code' in error && error.code === 'EADDRINUSE')
    endOnStartFault(new StartFault(`server: ${error.message}; set HTTP_PORT to a free one`))
  log.error({ err: error, port: settings.httpPort }, 'cannot serve on this port')
  process.exit(1)
})
app.http.listen(settings.httpPort, () => log.info({ address: app.http.address() }, 'server is ready'))

letGo = async () => {
  await Promise.all([app.close(), endFeeds()])
  await series.close()
  state.close()
}

async function openAll() {
  const statePath = join(settings.dataDir, 'state.sqlite')
  return {
    profile: await openProfile(settings.cityDir, join(settings.dataDir, 'demo', 'cameras.csv')),
    mapFiles: await listMapFiles(settings.cityDir),
    state: await opening(statePath, () => openState(statePath)),
  }
}
