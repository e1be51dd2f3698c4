import { opendirSync, rmdirSync, statSync, type Dir } from 'node:fs'
import { join } from 'node:path'

/** A file that waits; `order`: the time in its name as a number (yyyyMMddHHmmss), 0 without one. */
export interface WaitingFile {
  path: string
  order: number
}

/** Entries of a folder that are read before others get their turn. */
const entriesAtOnce = 500
/** Folders of a logger stay for the day, and one more. */
const emptyFolderMs = 2 * 86_400_000
/** Deeper than any logger writes: YYYY/MM/DD and one of its own. */
const deepest = 8

/** Names of files that somebody still writes. */
export function isTemporary(name: string): boolean {
  return /^\.|\.(tmp|temp|part|partial|filepart|upload|uploading)$/i.test(name)
}

/** Time in a station file's name, as a number that grows with it. */
export function orderOf(name: string): number {
  const digits = /(\d{14})\.txt$/i.exec(name)
  return digits ? Number(digits[1]) : 0
}

/** Walks a tree without holding its names, and keeps the newest files by the time in their names, however many there are
 *  and in whatever folders: the folder of today or a flat one. A generator: every step is some hundred entries.
 *  @param most how many are kept
 *  @param isWanted path → false for what is under way already
 *  @returns the newest, the newest first, and whether there were more */
export function* newestFiles(
  roots: readonly { folder: string; skip?: string }[],
  most: number,
  isWanted: (path: string) => boolean,
): Generator<void, { files: WaitingFile[]; hasMore: boolean }> {
  const kept: WaitingFile[] = []
  let least = -1
  let hasMore = false
  /** Twice as many as wanted are gathered, then the older half goes: no order is kept meanwhile. */
  const trim = (): void => {
    kept.sort((a, b) => b.order - a.order)
    if (kept.length <= most) return
    kept.length = most
    least = kept.at(-1)!.order
    hasMore = true
  }
  for (const { folder: root, skip } of roots) {
    const folders: { folder: string; depth: number }[] = [{ folder: root, depth: 0 }]
    for (let next = folders.pop(); next; next = folders.pop()) {
      const { folder, depth } = next
      const dir = openFolder(folder)
      if (!dir) continue
      let count = 0
      try {
        for (let entry = dir.readSync(); entry; entry = dir.readSync()) {
          if (++count % entriesAtOnce === 0) yield
          const path = join(folder, entry.name)
          if (entry.isDirectory()) {
            if (path !== skip && depth < deepest) folders.push({ folder: path, depth: depth + 1 })
          } else if (entry.isFile() && !isTemporary(entry.name) && isWanted(path)) {
            const order = orderOf(entry.name)
            if (order < least) hasMore = true
            else if (kept.push({ path, order }) >= most * 2) trim()
          }
        }
      } finally {
        dir.closeSync()
      }
      if (count === 0 && depth > 0) removeOldFolder(folder)
      yield
    }
  }
  trim()
  return { files: kept, hasMore }
}

function openFolder(folder: string): Dir | undefined {
  try {
    return opendirSync(folder, { bufferSize: 256 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function removeOldFolder(folder: string): void {
  try {
    if (Date.now() - statSync(folder).mtimeMs > emptyFolderMs) rmdirSync(folder)
  } catch {
    // Somebody has put something there, or it is not ours: it stays.
  }
}
