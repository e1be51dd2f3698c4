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
  const lock = join(dataDir, 'ingest.lock')
  const holder = join(dataDir, 'ingest.pid')
  for (;;) {
    const db = await opening(lock, () => tryLock(lock))
    if (db) {
      await opening(holder, () => writeFileSync(holder, `${process.pid} on ${hostname()}\n`))
      return { release: () => db.close() }
    }
    if (Date.now() >= deadline)
      throw new StartFault(
        `${dataDir} is in use by process ${holderIn(holder)}: stop that one first, or set DATA_DIR to another folder`,
      )
    await wait(againMs)
  }
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
