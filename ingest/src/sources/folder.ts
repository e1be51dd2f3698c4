import { watch, type FSWatcher } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { decodeStationFile, type StationFileContext } from '@city/domain/reading/decodeStationFile.ts'
import type { Logger } from '../log.ts'
import type { Intake } from '../pipeline/intake.ts'

export interface FolderOptions {
  /** Files are taken from here and below; the folder is made when missing. */
  folder: string
  context: () => StationFileContext
  intake: Intake
  log: Logger
}

/** Largest station file that is read (environment.md 4.6 rule 1). */
const fileLimit = 256 * 1024
/** A file is read when it has not changed for this long, or was renamed from `.tmp` (environment.md 4.6 rule 1). */
const quietMs = 5000
const rescanMs = 10_000
/** Files landed together. */
const batch = 64

/** Takes station files of Circular 10/2021 from a watched folder. A file is removed only after its readings are durable;
 *  one that cannot be taken at all goes to `rejected/` beside its dead letter. */
export async function startFolder({ folder, context, intake, log }: FolderOptions) {
  const refuse = join(folder, 'rejected')
  await mkdir(refuse, { recursive: true })
  let stopped = false
  let scanning: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let watcher: FSWatcher | undefined

  async function take(path: string): Promise<void> {
    const name = basename(path)
    const { size, mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs < quietMs) return schedule(quietMs)
    if (size > fileLimit)
      return setAside(path, Buffer.from(name), 'payload_too_large', `${name}: ${size} bytes`)
    const bytes = await readFile(path)
    const decoded = decodeStationFile(name, bytes, context())
    if (decoded.length === 0) return setAside(path, bytes, 'no_values', name)
    await new Promise<void>((resolve, reject) =>
      intake.takeDecoded('folder', bytes.length, decoded, (error) => (error ? reject(error) : resolve())),
    )
    const whole = decoded.some(({ reading }) => reading)
    await (whole ? rm(path) : rename(path, join(refuse, name)))
  }

  async function setAside(
    path: string,
    bytes: Buffer,
    reason: 'payload_too_large' | 'no_values',
    detail: string,
  ) {
    await new Promise<void>((resolve, reject) =>
      intake.reject('folder', bytes, reason, detail, (error) => (error ? reject(error) : resolve())),
    )
    await rename(path, join(refuse, basename(path)))
  }

  async function scan(): Promise<void> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const paths = entries
      .filter(
        (entry) =>
          entry.isFile() && !entry.parentPath.startsWith(refuse) && !/^\.|\.tmp$|\.part$/.test(entry.name),
      )
      .map((entry) => join(entry.parentPath, entry.name))
    for (let i = 0; i < paths.length && !stopped; i += batch) {
      const results = await Promise.allSettled(paths.slice(i, i + batch).map(take))
      const failed = results.find((result) => result.status === 'rejected')
      // The file stays where it is and the next scan tries again.
      if (failed)
        return log.warn({ error: String(failed.reason) }, 'a station file could not be landed, it waits')
    }
  }

  function schedule(afterMs: number): void {
    if (stopped || timer) return
    timer = setTimeout(() => {
      timer = undefined
      scanning = scanning
        .then(scan)
        .catch((error: unknown) =>
          log.warn({ error: String(error) }, 'cannot read the folder of station files'),
        )
      void scanning.then(() => schedule(rescanMs))
    }, afterMs)
  }

  // The watch only shortens the wait; the rescan is what promises that no file is forgotten.
  watcher = watch(folder, { recursive: true }, () => schedule(quietMs))
  watcher.on('error', () => watcher?.close())
  schedule(0)
  return {
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      watcher?.close()
      await scanning
    },
  }
}
