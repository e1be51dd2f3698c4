import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate, setTimeout as wait } from 'node:timers/promises'
import type { IndexState } from '@city/domain/api/schemas.ts'
import { hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { StoreAway } from '@city/domain/series/seriesStore.ts'
import { openProfile } from '@city/store/profile/openProfile.ts'
import { openSeries } from '@city/store/series/openSeries.ts'
import { cannotStart, endOnStartFault, opening, StartFault } from '@city/store/settings/startFault.ts'
import { tryLockDataDir } from '@city/store/state/dataDirLock.ts'
import { saveLatestIndex } from '@city/store/state/latest.ts'
import { openState } from '@city/store/state/openState.ts'
import { countTouchedHours, readTouchedHours, touchRange } from '@city/store/state/touchedHours.ts'
import { batchesOf } from '../rollups/batchesOf.ts'
import { settleHours } from '../rollups/settleHours.ts'
import { readSettings } from '../settings.ts'
import { createProgressLine } from './progressLine.ts'
import { parseRebuildArguments, rebuildUsage } from './rebuildArguments.ts'

/* `npm run rebuild`: computes rollups and indices of a span again. What is marked stays marked until it is computed, so
 * that it can be interrupted at any time: the next start of ingest or of this goes on. */

/** How often the progress of a running ingest is looked at, ms. */
const lookMs = 500

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
  const { stations } = await openProfile(cityDir, join(dataDir, 'demo', 'cameras.csv'))
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
  if (!lock) {
    process.stdout.write('ingest is running: it computes what was marked; Ctrl-C ends only this display\n')
    for (let rest = all; rest > 0; rest = left()) {
      line.show(all - rest, all)
      await wait(lookMs)
    }
  } else {
    const series = await openSeries({ ...settings.influx, dataDir })
    const saveLatest = (station: string, index: IndexState): void => saveLatestIndex(db, station, index)
    const faults = new Set<string>()
    const onError = (error: Error): void => void faults.add(error.message)
    const parts = { stations, series, db, saveLatest, publish: () => undefined, onError }
    // Whatever else waits is computed on the way, newest first, as ingest does.
    for (let rest = all; rest > 0; rest = left()) {
      line.show(all - rest, all)
      const rows = readTouchedHours(db, end, 64)
      let done = 0
      for (const batch of batchesOf(rows.map((row) => ({ station: row.station, row }))))
        done += (await settleHours(parts, batch, end)).length
      if (done === 0) throw new StartFault(`nothing more can be computed: ${[...faults].join('; ')}`)
    }
    await series.close()
    for (const fault of faults) process.stderr.write(`${fault}\n`)
  }
  line.show(all, all, true)
  db.close()
  lock?.release()
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
