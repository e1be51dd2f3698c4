import { Refusal, type RefusalKind } from '../../files/refusal.ts'
import type { Entry, Shelf } from '../../files/shelf.ts'
import { Upload } from '../../files/upload.ts'
import { namesOf, shownPath } from '../../files/virtualPath.ts'
import { listLine } from '../ftp/listing.ts'
import { OPEN_MODE, STATUS_CODE, type Attributes, type SFTPWrapper } from './ssh.ts'

/** Files and folders that a client may hold open. */
const handlesMost = 64
/** Entries of a folder in one answer. */
const entriesAtOnce = 100

type Held =
  | { kind: 'write'; names: string[]; upload: Upload; refused?: Refusal }
  | { kind: 'read'; content: Buffer; entry: Entry }
  | { kind: 'folder'; entries: Entry[] }

const codes: Readonly<Record<RefusalKind, number>> = {
  'bad path': STATUS_CODE.NO_SUCH_FILE,
  'not found': STATUS_CODE.NO_SUCH_FILE,
  exists: STATUS_CODE.FAILURE,
  'not empty': STATUS_CODE.FAILURE,
  'not allowed': STATUS_CODE.PERMISSION_DENIED,
  'too large': STATUS_CODE.FAILURE,
  'no room': STATUS_CODE.FAILURE,
}

/** Answers the requests of one SFTP session (draft-ietf-secsh-filexfer-02) out of a shelf. OK to CLOSE means that the file is
 *  whole and on disk. Requests that are not answered here, links among them, are told to be unknown. */
export function serveFiles(sftp: SFTPWrapper, shelf: Shelf, now: () => number): void {
  const held = new Map<number, Held>()
  let next = 0

  /** Answers a request with what the work gives; a refusal becomes its status. */
  function answer(id: number, work: () => void | Promise<void>): void {
    const refuse = (error: unknown): void => {
      if (error instanceof Refusal) sftp.status(id, codes[error.kind], error.message)
      else sftp.status(id, STATUS_CODE.FAILURE, 'something went wrong here; try again')
    }
    try {
      const done = work()
      if (done) done.catch(refuse)
    } catch (error) {
      refuse(error)
    }
  }
  const ok = (id: number): void => sftp.status(id, STATUS_CODE.OK)
  const at = (path: string): string[] => namesOf([], path)

  function hold(id: number, one: Held): void {
    if (held.size >= handlesMost) throw new Refusal('not allowed', 'too many files are open')
    const handle = Buffer.alloc(4)
    handle.writeUInt32BE(next)
    held.set(next++, one)
    sftp.handle(id, handle)
  }
  function heldBy(handle: Buffer): Held {
    const one = handle.length === 4 ? held.get(handle.readUInt32BE()) : undefined
    if (!one) throw new Refusal('not allowed', 'this handle is not open')
    return one
  }

  sftp.on('error', () => undefined)
  sftp.on('OPEN', (id, path, flags) =>
    answer(id, () => {
      const names = at(path)
      if ((flags & OPEN_MODE.WRITE) === 0) {
        const entry = shelf.stat(names)
        return hold(id, { kind: 'read', content: shelf.read(names), entry })
      }
      if ((flags & OPEN_MODE.APPEND) !== 0 || (flags & OPEN_MODE.CREAT) === 0)
        throw new Refusal('not allowed', 'a file is sent from its beginning')
      hold(id, { kind: 'write', names, upload: new Upload() })
    }),
  )
  sftp.on('WRITE', (id, handle, offset, data) =>
    answer(id, () => {
      const one = heldBy(handle)
      if (one.kind !== 'write') throw new Refusal('not allowed')
      if (one.refused) throw one.refused
      try {
        one.upload.write(data, offset)
      } catch (error) {
        // What has lost a part is not stored, whatever its client makes of the answer.
        if (error instanceof Refusal) one.refused = error
        throw error
      }
      ok(id)
    }),
  )
  sftp.on('READ', (id, handle, offset, length) =>
    answer(id, () => {
      const one = heldBy(handle)
      if (one.kind !== 'read') throw new Refusal('not allowed')
      const part = one.content.subarray(offset, offset + Math.min(length, 32_768))
      if (part.length === 0) sftp.status(id, STATUS_CODE.EOF)
      else sftp.data(id, part)
    }),
  )
  sftp.on('CLOSE', (id, handle) =>
    answer(id, async () => {
      const one = heldBy(handle)
      held.delete(handle.readUInt32BE())
      if (one.kind === 'write') {
        if (one.refused) throw one.refused
        await shelf.store(one.names, one.upload)
      }
      ok(id)
    }),
  )
  sftp.on('OPENDIR', (id, path) =>
    answer(id, () => hold(id, { kind: 'folder', entries: shelf.list(at(path)) })),
  )
  sftp.on('READDIR', (id, handle) =>
    answer(id, () => {
      const one = heldBy(handle)
      if (one.kind !== 'folder') throw new Refusal('not allowed')
      const some = one.entries.splice(0, entriesAtOnce)
      if (some.length === 0) return void sftp.status(id, STATUS_CODE.EOF)
      sftp.name(
        id,
        some.map((entry) => ({
          filename: entry.name,
          longname: listLine(entry, now()),
          attrs: attributesOf(entry),
        })),
      )
    }),
  )
  for (const request of ['STAT', 'LSTAT'] as const)
    sftp.on(request as 'STAT', (id, path) =>
      answer(id, () => sftp.attrs(id, attributesOf(shelf.stat(at(path))))),
    )
  sftp.on('FSTAT', (id, handle) =>
    answer(id, () => {
      const one = heldBy(handle)
      if (one.kind === 'read') sftp.attrs(id, attributesOf(one.entry))
      else if (one.kind === 'write')
        sftp.attrs(id, attributesOf({ name: '', isFolder: false, size: one.upload.size, mtimeMs: now() }))
      else sftp.attrs(id, attributesOf({ name: '', isFolder: true, size: 0, mtimeMs: now() }))
    }),
  )
  // Times and rights are this server's own; clients set them after each file and are not to fail for it.
  sftp.on('SETSTAT', (id) => ok(id))
  sftp.on('FSETSTAT', (id) => ok(id))
  sftp.on('REALPATH', (id, path) =>
    answer(id, () => {
      const shown = shownPath(at(path))
      sftp.name(id, [{ filename: shown, longname: shown, attrs: attributesOf(rootEntry) }])
    }),
  )
  const change = (work: (names: string[]) => void) => (id: number, path: string) =>
    answer(id, () => {
      work(at(path))
      ok(id)
    })
  sftp.on('MKDIR', change(shelf.makeFolder))
  sftp.on('RMDIR', change(shelf.removeFolder))
  sftp.on('REMOVE', change(shelf.remove))
  sftp.on('RENAME', (id, from, to) =>
    answer(id, () => {
      shelf.rename(at(from), at(to))
      ok(id)
    }),
  )
}

const rootEntry: Entry = { name: '/', isFolder: true, size: 0, mtimeMs: 0 }

function attributesOf({ isFolder, size, mtimeMs }: Entry): Attributes {
  const time = Math.floor(mtimeMs / 1000)
  return { mode: isFolder ? 0o040750 : 0o100640, uid: 0, gid: 0, size, atime: time, mtime: time }
}
