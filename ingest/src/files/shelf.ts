import { randomBytes } from 'node:crypto'
import {
  close,
  closeSync,
  constants,
  fdatasync,
  linkSync,
  lstatSync,
  mkdirSync,
  open,
  openSync,
  opendirSync,
  readFileSync,
  rename as renameFile,
  renameSync,
  rmSync,
  rmdirSync,
  statfsSync,
  unlinkSync,
  write as writeBytes,
  type Stats,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { isTemporary, orderOf } from './newestFiles.ts'
import { Refusal, refusalOf } from './refusal.ts'
import type { Upload } from './upload.ts'

export interface ShelfParts {
  /** What the client sees: its root. */
  folder: string
  /** Where whole files wait to be landed. */
  spool: string
  /** Days that a file that was taken can still be seen; 0: none. */
  keepDays: number
  /** A file was put into the spool. */
  onFile: (path: string) => void
  now: () => number
}

/** What a client is told of a file or folder. Times in ms since 1970 UTC. */
export interface Entry {
  name: string
  isFolder: boolean
  size: number
  mtimeMs: number
}

/** Names of this run, never used again. */
const run = `${Date.now().toString(36)}${randomBytes(3).toString('hex')}`
let count = 0
/** Free on the disk before a file is taken, and free places for files. */
const leastFree = { bytes: 64 * 1024 * 1024, files: 1000 }
const listMost = 20_000
const dayMs = 86_400_000

/** The files of one account as a client of a door sees them. A whole file goes into the spool, on disk, before its client is told
 *  so; beside it the client goes on seeing it for a while (loggers look whether it is there, other systems fetch it), and
 *  whatever is done to what is seen changes nothing of what is landed. No path leaves the root, no link is followed. */
export function createShelf({ folder, spool, keepDays, onFile, now }: ShelfParts) {
  /** Taken in this session and not to be seen any more: a client that asks for the size must not send it again. */
  const taken = new Map<string, Entry>()
  let roomyUntil = -Infinity
  mkdirSync(folder, { recursive: true })
  mkdirSync(spool, { recursive: true })

  /** Real path of names; every folder on the way is one, no link. */
  function pathOf(names: readonly string[]): string {
    let path = folder
    for (const name of names.slice(0, -1)) {
      path = join(path, name)
      if (!lstatSync(path).isDirectory()) throw new Refusal('not found')
    }
    return names.length === 0 ? folder : join(path, names.at(-1)!)
  }

  function statOf(names: readonly string[]): Stats {
    const stats = lstatSync(pathOf(names))
    if (!stats.isFile() && !stats.isDirectory()) throw new Refusal('not allowed')
    return stats
  }

  /** A file with that name is one to be landed, and is still shown. */
  const isShown = (name: string): boolean => {
    if (keepDays === 0) return false
    const order = orderOf(name)
    const oldest = new Date(now() - keepDays * dayMs + 7 * 3_600_000).toISOString().replaceAll(/\D/g, '')
    return order === 0 || order >= Number(oldest.slice(0, 14))
  }

  /** A place in the spool that nothing else has. */
  const placeFor = (name: string): string => join(spool, `${run}${(++count).toString(36)}~${name}`)

  function makeRoom(): void {
    if (performance.now() < roomyUntil) return
    const { bavail, bsize, ffree, files } = statfsSync(spool)
    if (bavail * bsize < leastFree.bytes || (files > 0 && ffree < leastFree.files))
      throw new Refusal('no room')
    roomyUntil = performance.now() + 250
  }

  /** Puts a file where it is seen, in the place of one that was there. */
  function show(from: string, names: readonly string[]): void {
    mkdirSync(dirname(join(folder, ...names)), { recursive: true })
    const path = pathOf(names)
    if (isFolder(path)) throw new Refusal('exists')
    renameSync(from, path)
  }

  async function store(names: readonly string[], upload: Upload): Promise<void> {
    const name = names.at(-1)
    if (name === undefined) throw new Refusal('bad path')
    makeRoom()
    for (let depth = 1; depth < names.length; depth++) refuseLink(join(folder, ...names.slice(0, depth)))
    refuseLink(join(folder, ...names))
    const draft = join(spool, `.${run}${(++count).toString(36)}`)
    try {
      await write(draft, upload.bytes())
      const isWhole = !isTemporary(name)
      const isSeen = !isWhole || isShown(name)
      const place = placeFor(name)
      if (isWhole && isSeen) linkSync(draft, place)
      if (isSeen) show(draft, names)
      else {
        await move(draft, place)
        if (taken.size >= 1000) taken.clear()
        taken.set(names.join('/'), { name, isFolder: false, size: upload.size, mtimeMs: now() })
      }
      if (isWhole) onFile(place)
    } catch (error) {
      rmSync(draft, { force: true })
      throw error
    }
  }

  function rename(from: readonly string[], to: readonly string[]): void {
    const name = to.at(-1)
    if (name === undefined || from.length === 0) throw new Refusal('bad path')
    if (!statOf(from).isFile()) throw new Refusal('not allowed')
    const path = pathOf(from)
    refuseLink(pathOf(to))
    const isNew = !isTemporary(name) && (isTemporary(from.at(-1)!) || from.at(-1) !== name)
    const isSeen = !isNew || isShown(name)
    const place = placeFor(name)
    if (isNew && isSeen) linkSync(path, place)
    if (isSeen) show(path, to)
    else renameSync(path, place)
    if (isNew) onFile(place)
  }

  function list(names: readonly string[]): Entry[] {
    const path = pathOf(names)
    if (!lstatSync(path).isDirectory()) throw new Refusal('not found')
    const entries: Entry[] = []
    const dir = opendirSync(path)
    try {
      for (let entry = dir.readSync(); entry && entries.length < listMost; entry = dir.readSync())
        if (entry.isFile() || entry.isDirectory())
          entries.push(shownEntry(entry.name, lstatSync(join(path, entry.name))))
    } finally {
      dir.closeSync()
    }
    return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  }

  return guarded({
    store,
    rename,
    list,
    stat(names: readonly string[]): Entry {
      const known = taken.get(names.join('/'))
      try {
        return shownEntry(names.at(-1) ?? '/', statOf(names))
      } catch (error) {
        if (known) return known
        throw error
      }
    },
    /** @throws Refusal when there is no such folder */
    enter(names: readonly string[]): void {
      if (!statOf(names).isDirectory()) throw new Refusal('not found')
    },
    read(names: readonly string[]): Buffer {
      if (!statOf(names).isFile()) throw new Refusal('not found')
      const file = openSync(pathOf(names), constants.O_RDONLY | constants.O_NOFOLLOW)
      try {
        return readFileSync(file)
      } finally {
        closeSync(file)
      }
    },
    makeFolder(names: readonly string[]): void {
      if (names.length === 0) throw new Refusal('exists')
      makeRoom()
      mkdirSync(pathOf(names))
    },
    removeFolder(names: readonly string[]): void {
      if (names.length === 0) throw new Refusal('not allowed')
      if (!statOf(names).isDirectory()) throw new Refusal('not found')
      rmdirSync(pathOf(names))
    },
    /** Takes a file out of sight; what was whole is landed all the same. */
    remove(names: readonly string[]): void {
      if (!statOf(names).isFile()) throw new Refusal('not allowed')
      unlinkSync(pathOf(names))
    },
  })
}

export type Shelf = ReturnType<typeof createShelf>

function shownEntry(name: string, stats: Stats): Entry {
  return {
    name,
    isFolder: stats.isDirectory(),
    size: stats.isFile() ? stats.size : 0,
    mtimeMs: stats.mtimeMs,
  }
}

/** Writes a new file and waits until its content is on disk. Nothing here blocks the thread: while the disk commits what others
 *  have written, making a file waits for it. */
async function write(path: string, bytes: Buffer): Promise<void> {
  const file = await openFile(path, newFile, 0o640)
  try {
    for (let at = 0; at < bytes.length;)
      at += (await writeTo(file, bytes, at, bytes.length - at, at)).bytesWritten
    await syncData(file)
  } finally {
    await closeFile(file)
  }
}

const newFile = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
const openFile = promisify(open)
const writeTo = promisify(writeBytes)
const syncData = promisify(fdatasync)
const closeFile = promisify(close)
const move = promisify(renameFile)

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function refuseLink(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) throw new Refusal('not allowed')
}

/** Faults of the file system leave as refusals. */
function guarded<Methods extends object>(methods: Methods): Methods {
  const entries = Object.entries(methods as Record<string, (...given: unknown[]) => unknown>)
  const safe = entries.map(([name, method]) => [
    name,
    (...given: unknown[]) => {
      try {
        const result = method(...given)
        return result instanceof Promise
          ? result.catch((error: unknown) => {
              throw refusalOf(error)
            })
          : result
      } catch (error) {
        throw refusalOf(error)
      }
    },
  ])
  return Object.fromEntries(safe) as Methods
}
