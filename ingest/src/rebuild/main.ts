import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate, setTimeout as wait } from 'node:timers/promises'
import type { IndexState } from '@city/domain/api/schemas.ts'
import type { QualityProfile } from '@city/domain/quality/stationLimits.ts'
import type { Station } from '@city/domain/station/station.ts'
import { hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import type { WqiRules } from '@city/domain/water/waterQualityIndex.ts'
import { wqiRulesOf } from '@city/domain/water/waterSettings.ts'
import { StoreAway } from '@city/domain/series/seriesStore.ts'
import { openProfile } from '@city/store/profile/openProfile.ts'
import { openSeries } from '@city/store/series/openSeries.ts'
import { cannotStart, endOnStartFault, opening, StartFault } from '@city/store/settings/startFault.ts'
import { tryLockDataDir } from '@city/store/state/dataDirLock.ts'
import { saveLatestIndex } from '@city/store/state/latest.ts'
import { openState } from '@city/store/state/openState.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { countTouchedHours, touchRange } from '@city/store/state/touchedHours.ts'
import { lookForBlocked } from '../quality/blockedLook.ts'
import { createQuality } from '../quality/createQuality.ts'
import { readSettings, type Settings } from '../settings.ts'
import { computeMarked } from './computeMarked.ts'
import { openThreads } from './openThreads.ts'
import { createProgressLine } from './progressLine.ts'
import { refreshLatest } from './refreshLatest.ts'
import { parseRebuildArguments, rebuildUsage } from './rebuildArguments.ts'

/* `npm run rebuild`: computes rollups and indices of a span again. What is marked stays marked until it is computed, so
 * that it can be interrupted at any time: the next start of ingest or of this goes on. */

/** How often the progress of a running ingest is looked at, ms. */
const lookMs = 500
/** Who starts ingest again after a crash has done so within this time, ms. */
const restartMs = 30_000

const args = process.argv.slice(2)
/** The settings that `npm start` reads; what the environment says goes first. */
const dotEnv = join(import.meta.dirname, '..', '..', '..', '.env')
if (existsSync(dotEnv)) process.loadEnvFile(dotEnv)
if (args.includes('--help')) {
  process.stdout.write(`${rebuildUsage}\n`)
  process.exit(0)
}

try {
  await rebuild()
} catch (error) {
  if (error instanceof StoreAway) fail(`${error.message}; what is marked is computed when it is back`, 1)
  endOnStartFault(error)
}

async function rebuild(): Promise<void> {
  const settings = told(() => readSettings(process.env))
  const { dataDir, cityDir } = settings
  const {
    stations,
    settings: city,
    quality,
  } = await openProfile(cityDir, join(dataDir, 'demo', 'cameras.csv'))
  const now = Date.now()
  const span = told(() => parseRebuildArguments(args, stations, now), rebuildUsage)
  const statePath = join(dataDir, 'state.sqlite')
  if (!existsSync(statePath))
    throw new StartFault(
      `${statePath} does not exist: ingest has never run with this DATA_DIR, there is nothing to rebuild`,
    )
  const lock = await tryLockDataDir(dataDir)
  const db = await opening(statePath, () => openState(statePath))
  const marked = { ...span, to: hourStart(span.to - 1) + hourMs }
  for (const station of span.station ? [span.station] : stations.keys()) {
    touchRange(db, station, marked.from, marked.to)
    await setImmediate()
  }
  const end = hourStart(now)
  const left = (): number => countTouchedHours(db, { ...marked, to: Math.min(marked.to, end) })
  const all = left()
  const line = createProgressLine(process.stdout, Date.now)
  const work: Work = { db, left, show: (rest) => line.show(all - rest, all) }
  if (lock) await compute(work, settings, { stations, quality, wqiRules: wqiRulesOf(city.water) }, now)
  else await follow(work, dataDir)
  line.show(all, all, true)
  db.close()
  lock?.release()
}

interface Work {
  db: StateDb
  /** Station-days of the span that still wait. */
  left: () => number
  show: (left: number) => void
}

/** Waits until the ingest that runs has computed everything. */
async function follow({ left, show }: Work, dataDir: string): Promise<void> {
  process.stdout.write('ingest is running: it computes what was marked; Ctrl-C ends only this display\n')
  let seen = Date.now()
  for (let rest = left(); rest > 0; rest = left()) {
    show(rest)
    await wait(lookMs)
    if (await isHeld(dataDir)) seen = Date.now()
    else if (Date.now() - seen > restartMs)
      throw new StartFault('ingest has stopped: what is marked is computed at its next start')
  }
}

interface RebuiltCity {
  stations: ReadonlyMap<string, Station>
  quality: QualityProfile
  wqiRules: WqiRules
}

/** Computes everything here. Whatever else waits is computed on the way, newest first, as ingest does. */
async function compute(
  { db, left, show }: Work,
  { dataDir, influx }: Settings,
  { quality: profile, ...city }: RebuiltCity,
  now: number,
): Promise<void> {
  const end = hourStart(now)
  const series = await openSeries({ ...influx, dataDir })
  const statePath = join(dataDir, 'state.sqlite')
  const saveLatest = (station: string, index: IndexState): void => saveLatestIndex(db, station, index)
  const faults = new Set<string>()
  const onError = (error: Error): void => void faults.add(error.message)
  const quality = createQuality({ ...city, series, db, profile })
  const parts = { ...city, quality, series, db, saveLatest, publish: () => undefined, onError }
  show(left())
  const threads = openThreads(
    left(),
    { ...city, quality: profile, series: { ...influx, dataDir }, statePath },
    series,
  )
  do {
    if (!(await computeMarked(parts, end, { onBatch: () => show(left()), threads })))
      throw new StartFault(`nothing more can be computed: ${[...faults].join('; ')}`)
    // Where a gauge is found blocked, or is not any more, its hours are judged again.
  } while ((await lookForBlocked({ ...city, series, db, profile }, now)) > 0)
  await refreshLatest({ ...city, series, db, quality }, end)
  await Promise.all(threads.map((thread) => thread.stop()))
  await series.close()
  for (const fault of faults) process.stderr.write(`${fault}\n`)
}

/** Whether ingest holds the folder. The lock is let go at once: whoever starts meanwhile asks for it again. */
async function isHeld(dataDir: string): Promise<boolean> {
  const lock = await tryLockDataDir(dataDir)
  lock?.release()
  return lock === undefined
}

/** What the arguments and settings say; a fault in them ends the program with its sentence. */
function told<Result>(read: () => Result, usage?: string): Result {
  try {
    return read()
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error)
    return fail(usage ? `rebuild: ${sentence}\n\n${usage}` : sentence, cannotStart)
  }
}

function fail(sentence: string, code: number): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}
