import { existsSync, mkdirSync, renameSync, unlink, unlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { hanoiOffsetMs, hourMs } from '@city/domain/time/hanoiTime.ts'
import { fates, type BatchFates, type FileBatch, type ReadFile } from './fileMessages.ts'
import { newestFiles, orderOf, type WaitingFile } from './newestFiles.ts'
import { readWaiting, type Look } from './readWaiting.ts'

/** A tree of files that are to be landed. */
export interface Tree {
  folder: string
  /** Never looked into. */
  skip?: string
  /** Files are put there whole, by this program. */
  isOurs: boolean
  /** What the ledger calls the source of a file, and the name that it came under. */
  describe: (path: string) => Pick<ReadFile, 'source' | 'name' | 'stations'>
  /** Where a file goes that could not be read; undefined: it is removed, its dead letter holds it. */
  refuse?: string
}

export interface FeederParts {
  trees: readonly Tree[]
  send: (batch: FileBatch) => void
  onFault: (error: unknown) => void
  now: () => number
}

/** Files that are remembered of a walk, the newest. */
const remembered = 16_384
/** Files and bytes of one batch, and batches under way. */
const batchFiles = 500
const batchBytes = 1024 * 1024
const batchesUnderWay = 4
/** Files that are read before others get their turn, and that are removed at a time. */
const filesAtOnce = 50
const removedAtOnce = 16
const remove = promisify(unlink)
/** Between two walks when nothing happens; a walk never takes more than a fifth of the time. */
const idleMs = 2000
const rest = 4
/** Late files that come one by one are gathered for this long: a group costs the same for one and for a thousand. */
const gatherMs = 500
/** Files of the last two hours go before all others. */
const liveHours = 2
const liveMost = 10_000

/** Hands over the files of some trees, newest first, in batches, and removes what has landed. Nothing is kept in memory but the
 *  newest names of the last walk: files that wait by the hundred thousand cost nothing. */
export function createFeeder({ trees, send, onFault, now }: FeederParts) {
  let queue: WaitingFile[] = []
  const live: string[] = []
  /** Read and not decided, by batch. */
  const underWay = new Map<number, string[]>()
  const busy = new Set<string>()
  let nextBatch = 1
  let stopped = false
  let isDirty = true
  let walkedAt = -Infinity
  let walkMs = 0
  let isAwake = false
  let wakeUp: () => void = () => undefined
  /** A group that could not be made durable is tried again after this, performance clock. */
  let holdUntil = -Infinity

  const walkDueMs = (): number => Math.max(gatherMs, walkMs * rest)
  const treeOf = (path: string): Tree => trees.find(({ folder }) => path.startsWith(`${folder}/`))!

  /** The time two hours ago as it stands in names; looked up once a second. */
  let liveAt = { from: 0, until: -Infinity }
  function liveFrom(): number {
    if (performance.now() > liveAt.until) {
      const text = new Date(now() + hanoiOffsetMs - liveHours * hourMs).toISOString().replaceAll(/\D/g, '')
      liveAt = { from: Number(text.slice(0, 14)), until: performance.now() + 1000 }
    }
    return liveAt.from
  }

  async function walk(): Promise<void> {
    isDirty = false
    const began = performance.now()
    let worked = 0
    const walking = newestFiles(trees, remembered, (path) => !busy.has(path))
    for (;;) {
      const from = performance.now()
      const step = walking.next()
      worked += performance.now() - from
      if (step.done) {
        // What was taken while it went on is left out when its turn comes.
        queue = step.value.files.toReversed()
        if (step.value.hasMore) isDirty = true
        break
      }
      await setImmediate()
      if (stopped) return
    }
    walkMs = worked
    walkedAt = Math.max(began, performance.now())
  }

  function takeNext(): string | undefined {
    for (;;) {
      const path = live.pop() ?? queue.pop()?.path
      if (path === undefined || !busy.has(path)) return path
    }
  }

  /** One file that cannot be read keeps no other from its turn. */
  function lookAt(path: string, tree: Tree): Look {
    try {
      return readWaiting(path, tree.isOurs, now())
    } catch (error) {
      onFault(error)
      return 'later'
    }
  }

  /** @returns whether there was a file to hand over */
  async function feedBatch(): Promise<boolean> {
    const paths: string[] = []
    const files: ReadFile[] = []
    const parts: Buffer[] = []
    let bytes = 0
    for (let looked = 0; files.length < batchFiles && bytes < batchBytes; looked++) {
      if (looked % filesAtOnce === filesAtOnce - 1) await setImmediate()
      const path = takeNext()
      if (path === undefined) break
      const tree = treeOf(path)
      const look = lookAt(path, tree)
      if (look === 'later' || look === 'gone') continue
      busy.add(path)
      paths.push(path)
      files.push({ ...tree.describe(path), size: look.size, isTooLarge: !('bytes' in look) })
      if ('bytes' in look) {
        parts.push(look.bytes)
        bytes += look.size
      }
    }
    if (files.length === 0) return false
    const batch = nextBatch++
    underWay.set(batch, paths)
    const all = new Uint8Array(bytes)
    let at = 0
    for (const part of parts) {
      all.set(part, at)
      at += part.length
    }
    send({ batch, bytes: all, files })
    return true
  }

  async function work(): Promise<void> {
    while (!stopped) {
      try {
        const isHeld = performance.now() < holdUntil
        if (!isHeld && underWay.size < batchesUnderWay && (await feedBatch())) continue
        const since = performance.now() - walkedAt
        const isDue = since > idleMs || (isDirty && queue.length === 0)
        if (isDue && since > walkDueMs() && underWay.size < batchesUnderWay) {
          await walk()
          continue
        }
      } catch (error) {
        onFault(error)
        await pause(idleMs)
      }
      if (stopped) break
      await pause(
        isDirty ? Math.min(idleMs, Math.max(20, walkDueMs() - (performance.now() - walkedAt))) : idleMs,
      )
    }
    while (underWay.size > 0) await pause(idleMs)
  }

  function wake(): void {
    isAwake = true
    wakeUp()
  }

  async function pause(ms: number): Promise<void> {
    if (!isAwake)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        wakeUp = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    isAwake = false
  }

  return {
    /** Runs until `stop`, and until what is under way is decided. */
    run: work,
    /** A file was put into a tree of ours. */
    announce(path: string): void {
      if (live.length < liveMost && orderOf(basename(path)) >= liveFrom()) live.push(path)
      else if (isDirty) return
      else isDirty = true
      wake()
    },
    /** The files of a batch have their fate: what is durable leaves the disk. */
    async decided({ batch, fates: decided }: BatchFates): Promise<void> {
      const paths = underWay.get(batch) ?? []
      const settle = async (path: string, fate: number | undefined): Promise<void> => {
        try {
          if (fate === fates.landed) await remove(path)
          else if (fate === fates.refused) setAside(path, treeOf(path).refuse)
          else {
            isDirty = true
            holdUntil = performance.now() + idleMs / 2
          }
          busy.delete(path)
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === 'ENOENT') return void busy.delete(path)
          // It stays in the list of what is busy: what cannot be removed must not be landed again and again.
          onFault(error)
        }
      }
      for (let from = 0; from < paths.length; from += removedAtOnce)
        await Promise.all(
          paths.slice(from, from + removedAtOnce).map((path, index) => settle(path, decided[from + index])),
        )
      underWay.delete(batch)
      wake()
    },
    stop(): void {
      stopped = true
      wake()
    },
  }
}

export type Feeder = ReturnType<typeof createFeeder>

function setAside(path: string, folder: string | undefined): void {
  if (folder === undefined) return unlinkSync(path)
  mkdirSync(folder, { recursive: true })
  const name = basename(path)
  let to = join(folder, name)
  // Two that came under the same name are both kept.
  for (let copy = 2; existsSync(to); copy++) to = join(folder, `${copy}~${name}`)
  renameSync(path, to)
}
