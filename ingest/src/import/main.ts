import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { mappingTable } from '@city/domain/profile/mappingTable.ts'
import { openProfile } from '@city/store/profile/openProfile.ts'
import { isDemo } from '@city/store/settings/environment.ts'
import {
  cannotStart,
  endOnStartFault,
  fileFault,
  opening,
  StartFault,
} from '@city/store/settings/startFault.ts'
import { claimDataDir } from '@city/store/state/dataDirKind.ts'
import { tryLockDataDir } from '@city/store/state/dataDirLock.ts'
import { importWriter } from '@city/store/state/importFile.ts'
import { readLatest } from '@city/store/state/latest.ts'
import { readMappings } from '@city/store/state/mappings.ts'
import { openState } from '@city/store/state/openState.ts'
import { createOutlet } from '../landing/outlet.ts'
import { createLog } from '../log.ts'
import { openSeriesPatiently } from '../openSeriesPatiently.ts'
import { createBook } from '../pipeline/book.ts'
import { readSettings } from '../settings.ts'
import { help, readArguments } from './arguments.ts'
import { findJobs } from './findJobs.ts'
import { importFile, type Ending } from './importFile.ts'
import { createImportLander } from './importLander.ts'
import { count, duration } from './progress.ts'
import { createScreen } from './screen.ts'

const exitCodes = { done: 0, fault: 1, stopped: 130 } as const
/** A store that does not answer within this is away, ms: a big batch may take its time. */
const patienceMs = 30_000
/** Signals this near to each other are one, ms. */
const sameSignalMs = 500

function wrong(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(cannotStart)
}
const [settings, given] = (() => {
  try {
    return [readSettings(process.env), readArguments(process.argv.slice(2))] as const
  } catch (error) {
    return wrong(error)
  }
})()
if (given === 'help') {
  process.stdout.write(help)
  process.exit(process.argv.length > 2 ? exitCodes.done : cannotStart)
}
const { files, options, again } = given
const { jobs, leftOut } = await findJobs(files, options).catch(wrong)
const screen = createScreen(process.stdout)

const stop = new AbortController()
let stoppedAt = 0
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    // npm hands on what the terminal has sent already: a second signal at once is the same one.
    if (stop.signal.aborted)
      return performance.now() - stoppedAt > sameSignalMs ? process.exit(exitCodes.stopped) : undefined
    stoppedAt = performance.now()
    screen.say('stopping after what is under way (again: at once)')
    stop.abort()
  })

const { dataDir, cityDir, influx } = settings
const statePath = join(dataDir, 'state.sqlite')
const { lock, profile, db, series } = await openAll().catch(endOnStartFault)
const outlet = createOutlet({ series, onOpen: () => undefined, patienceMs })
const writer = importWriter(db)
const lander = createImportLander({
  db,
  series,
  outlet,
  book: createBook(db),
  writer,
  latest: readLatest(db),
  now: Date.now,
})
const registry = {
  stations: profile.stations,
  ...profile.stationFiles,
  mappings: mappingTable([...profile.mappings, ...readMappings(db)], profile.stations),
}

for (const path of leftOut)
  screen.say(`${path}: left out, its name is none of a data file (.csv .tsv .txt .lp .line, also .gz)`)
let exitCode: number = exitCodes.done
for (const named of jobs) {
  if (stop.signal.aborted) break
  const parts = {
    db,
    writer,
    lander,
    registry,
    screen,
    withLines: outlet.hasLines,
    signal: stop.signal,
    now: Date.now,
  }
  try {
    const ending = await importFile(named, again, parts)
    tell(named.name, named.source, ending)
    if (ending.end === 'fault') exitCode = exitCodes.fault
  } catch (error) {
    const fault = fileFault(dataDir, error)
    screen.say(`${named.name}: ${(fault ?? (error as Error)).message}; the same command goes on from here`)
    exitCode = exitCodes.fault
    break
  }
}
if (stop.signal.aborted) exitCode = exitCodes.stopped
outlet.close()
await series.close()
db.close()
lock.release()
process.exitCode = exitCode

function tell(
  name: string,
  source: string,
  { counts, newReadings, elapsedMs, end, fault, remarks }: Ending,
): void {
  if (end === 'done before') {
    const text = 'has been imported already and did not change since'
    return screen.say(`${name}: ${text} (${count(counts.received)} readings); --again imports it once more`)
  }
  const { received, stored, duplicate, rejected } = counts
  const parts = `${count(stored)} stored + ${count(duplicate)} duplicate + ${count(rejected)} rejected`
  const rate = elapsedMs > 0 ? Math.round(newReadings / (elapsedMs / 1000)) : 0
  screen.say(
    `${name}: ${count(received)} received = ${parts}; ${duration(elapsedMs)}, ${count(rate)} readings/s`,
  )
  for (const remark of remarks) screen.say(`${name}: ${remark}`)
  if (counts.letters > 0)
    screen.say(
      `${name}: why readings or values were rejected: /api/v1/dead-letters?source=${encodeURIComponent(source)}`,
    )
  if (end === 'stopped') screen.say(`${name}: stopped; the same command goes on from here`)
  if (end === 'fault') screen.say(`${name}: cannot be read${received > 0 ? ' to its end' : ''}: ${fault}`)
}

async function openAll() {
  await opening(dataDir, () => mkdirSync(dataDir, { recursive: true }))
  const held = await tryLockDataDir(dataDir, 'import')
  if (!held) throw new StartFault(`${dataDir}: another import is running there, wait for it or stop it`)
  // Files of real measurements never go where simulated data lie, unless that is said (DEMO=1).
  await opening(dataDir, () =>
    claimDataDir(dataDir, process.env.DEMO ? isDemo({ DEMO: settings.demo }) : false),
  )
  return {
    lock: held,
    profile: await openProfile(cityDir),
    db: await opening(statePath, () => openState(statePath)),
    series: await openSeriesPatiently({ ...influx, dataDir }, createLog('warn')),
  }
}
