import { opendirSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { isTemporary } from './newestFiles.ts'

const dayMs = 86_400_000

/** Takes away what accounts no longer see: files taken more than `keepDays` ago, uploads that were never renamed after a day,
 *  folders that have been empty for two days. */
export async function sweep(folder: string, keepDays: number, now: number, depth = 0): Promise<void> {
  const dir = opendirSync(folder)
  const folders: string[] = []
  let count = 0
  try {
    for (let entry = dir.readSync(); entry; entry = dir.readSync()) {
      if (++count % 200 === 0) await setImmediate()
      const path = join(folder, entry.name)
      if (entry.isDirectory()) folders.push(path)
      else if (entry.isFile()) {
        const { mtimeMs } = statSync(path)
        if (now - mtimeMs > Math.max(1, isTemporary(entry.name) ? 1 : keepDays) * dayMs)
          rmSync(path, { force: true })
      }
    }
  } finally {
    dir.closeSync()
  }
  for (const one of folders) await sweep(one, keepDays, now, depth + 1)
  // Folders of accounts (depth 1) stay.
  if (count === 0 && depth > 1 && now - statSync(folder).mtimeMs > 2 * dayMs) rmdirSync(folder)
}
