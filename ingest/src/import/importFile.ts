import { setTimeout as wait } from 'node:timers/promises'
import { StoreAway } from '@city/domain/series/seriesStore.ts'
import { isDamaged } from '@city/store/settings/startFault.ts'
import { journalDepth } from '@city/store/state/journal.ts'
import {
  readImportFile,
  type ImportCounts,
  type ImportFile,
  type ImportWriter,
} from '@city/store/state/importFile.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { decodeInThread } from './decodeInThread.ts'
import type { Registry } from './decodeFile.ts'
import type { NamedJob } from './findJobs.ts'
import type { Chunk, ImportLander } from './importLander.ts'
import { count } from './progress.ts'
import type { Screen } from './screen.ts'

export interface ImportParts {
  db: StateDb
  writer: ImportWriter
  lander: ImportLander
  registry: Registry
  screen: Screen
  /** Whether the series store takes line protocol. */
  withLines: boolean
  /** Aborted when the import is to stop in order. */
  signal: AbortSignal
  now: () => number
}

/** How an import of one file ended. `counts`: of the whole file, earlier runs included. */
export interface Ending {
  counts: ImportCounts
  /** Readings of this run, and how long it took. */
  newReadings: number
  elapsedMs: number
  end: 'done' | 'done before' | 'stopped' | 'fault'
  fault?: string
  remarks: string[]
}

const noCounts: ImportCounts = {
  received: 0,
  stored: 0,
  duplicate: 0,
  rejected: 0,
  letters: 0,
  lettersLeftOut: 0,
}
const emptyBlock = {
  faults: [],
  readings: 0,
  bodies: [],
  summary: { stations: [], touched: [], hasRepeats: false },
}
const retryMs = { least: 500, most: 10_000 } as const
const journalMs = 1000
/** SQLite's result code when another process holds the file. */
const busy = 5

/** Imports one file from where an earlier run has left it. Waits while the store is away and while readings of the journal
 *  wait for it: they came first. */
export async function importFile(named: NamedJob, again: boolean, parts: ImportParts): Promise<Ending> {
  const { db, writer, lander, registry, screen, withLines, signal, now } = parts
  const { job, name, source, path, fingerprint = `${now()}` } = named
  const known = again ? undefined : readImportFile(db, path)
  const isSame = known?.fingerprint === fingerprint
  let file: ImportFile = isSame
    ? known
    : { path, fingerprint, position: 0, counts: noCounts, isDone: false, startedAt: now(), at: now() }
  const startedAt = performance.now()
  const receivedBefore = file.counts.received
  const ending = (end: Ending['end'], more: Partial<Ending> = {}): Ending => ({
    counts: file.counts,
    newReadings: file.counts.received - receivedBefore,
    elapsedMs: performance.now() - startedAt,
    end,
    remarks: [],
    ...more,
  })
  if (file.isDone) return ending('done before')
  if (!isSame) writer.forgetIntent(path)
  if (known && !isSame) screen.say(`${name}: it has changed since it was imported, it begins anew`)
  if (file.position > 0) screen.say(`${name}: goes on after ${count(file.counts.received)} readings`)
  let startShare: number | undefined

  const decoding = decodeInThread({ job, position: file.position, registry, withLines })
  try {
    for await (const message of decoding.messages(signal)) {
      if (message.kind === 'fault') return ending('fault', { fault: message.message })
      const isEnd = message.kind === 'end'
      const block = isEnd ? emptyBlock : message
      const open = async () => (isEnd ? [] : decoding.readingsOf(message.id))
      // What waits in the journal came first: it has to be in the series before anything is asked about.
      const following = () => (journalDepth(db).readings === 0 ? decoding.following() : [])
      const chunk = { ...block, from: file.position, to: message.position, open, following }
      const after = await landPatiently(chunk, isEnd)
      if (!after) return ending('stopped')
      file = after
      if (isEnd) return ending('done', { remarks: message.remarks })
      const share = job.size === null ? null : job.size === 0 ? 1 : Math.min(1, message.read / job.size)
      startShare ??= share ?? 0
      const { newReadings, elapsedMs } = ending('done')
      screen.progress({ name, share, startShare, readings: file.counts.received, newReadings, elapsedMs })
      if (signal.aborted) return ending('stopped')
    }
    return ending('stopped')
  } finally {
    lander.forget()
  }

  /** undefined: it was stopped while it waited; nothing of the chunk is booked then. */
  async function landPatiently(chunk: Chunk, isLast: boolean): Promise<ImportFile | undefined> {
    if (!(await journalEmpty())) return undefined
    let said = false
    for (let pause: number = retryMs.least; !signal.aborted; pause = Math.min(retryMs.most, pause * 2)) {
      try {
        const after = await lander.land(file, source, chunk, isLast)
        if (said) screen.say('the store is back, the import goes on')
        return after
      } catch (error) {
        if (!isPassing(error)) throw error
        if (!said) screen.say(`waiting for the store: ${error.message}`)
        said = true
        await wait(pause, undefined, { signal }).catch(() => undefined)
      }
    }
    return undefined
  }

  async function journalEmpty(): Promise<boolean> {
    let said = false
    for (;;) {
      if (signal.aborted) return false
      const { readings } = journalDepth(db)
      if (readings === 0) return true
      lander.forget()
      if (!said)
        screen.say(
          `waiting: ${count(readings)} readings that came before are in ingest's journal (ingest must run to land them)`,
        )
      said = true
      await wait(journalMs, undefined, { signal }).catch(() => undefined)
    }
  }
}

/** Whether waiting helps: the store is away, or another process holds the database. */
function isPassing(error: unknown): error is Error {
  if (!(error instanceof Error) || isDamaged(error)) return false
  return error instanceof StoreAway ? !isFull(error) : codeOf(error) === busy
}

/** Whether a disk is full, as SQLite says (13): only a person can help. */
export function isFull(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if (codeOf(at) === 13) return true
  return false
}

function codeOf(error: Error): number | undefined {
  return 'errcode' in error ? Number(error.errcode) & 0xff : undefined
}
