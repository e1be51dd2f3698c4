import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { opening, StartFault } from '../settings/startFault.ts'

/** Who is told to stop has let go within this time, ms. */
const patienceMs = 5000
const againMs = 200
/** SQLite's result code when another process holds the file. */
const busy = 5

/** Held until the process ends, or until released. */
export interface DataDirLock {
  release(): void
}

/** Makes this process the only writer of a DATA_DIR: holds an exclusive transaction on the empty database `ingest.lock`,
 *  which the operating system ends with the process, however it dies. `ingest.pid` says who holds it.
 *  @throws StartFault when another process keeps it for 5 s, or the folder cannot be written */
export async function lockDataDir(dataDir: string, withinMs = patienceMs): Promise<DataDirLock> {
  const deadline = Date.now() + withinMs
  await opening(dataDir, () => mkdirSync(dataDir, { recursive: true }))
  for (;;) {
    const lock = await tryLockDataDir(dataDir)
    if (lock) return lock
    if (Date.now() >= deadline)
      throw new StartFault(
        `${dataDir} is in use by process ${holderIn(holderOf(dataDir, 'ingest'))}: stop that one first, or set DATA_DIR to another folder`,
      )
    await wait(againMs)
  }
}

/** What a process does in a DATA_DIR that no second one may do at the same time: take the streams, import files. */
type Kind = 'ingest' | 'import'

/** Like lockDataDir, for a folder that exists, without waiting.
 *  @returns undefined when another process does the same there */
export async function tryLockDataDir(
  dataDir: string,
  kind: Kind = 'ingest',
): Promise<DataDirLock | undefined> {
  const lock = join(dataDir, `${kind}.lock`)
  const holder = holderOf(dataDir, kind)
  const db = await opening(lock, () => tryLock(lock))
  if (!db) return undefined
  await opening(holder, () => writeFileSync(holder, `${process.pid} on ${hostname()}\n`))
  return { release: () => db.close() }
}

function holderOf(dataDir: string, kind: Kind): string {
  return join(dataDir, `${kind}.pid`)
}

function tryLock(path: string): DatabaseSync | undefined {
  const db = new DatabaseSync(path)
  try {
    db.exec('BEGIN EXCLUSIVE')
    return db
  } catch (error) {
    db.close()
    if (error instanceof Error && 'errcode' in error && Number(error.errcode) === busy) return undefined
    throw error
  }
}

function holderIn(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return 'unknown'
  }
}
