import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { StateDb } from './stateDb.ts'

/** What became of the readings of one file. received = stored + duplicate + rejected. */
export interface ImportCounts {
  received: number
  stored: number
  duplicate: number
  rejected: number
  /** Dead letters kept of it, and those that were only counted. */
  letters: number
  lettersLeftOut: number
}

/** How far a file has been imported. `position`: everything before it is durable and in the ledger (bytes of the unpacked
 *  file, or files of a folder). `fingerprint`: another one means that the file has changed. Times in ms since 1970 UTC. */
export interface ImportFile {
  path: string
  fingerprint: string
  position: number
  counts: ImportCounts
  isDone: boolean
  startedAt: number
  at: number
}

/** What was decided of the readings between two positions before any of it was written to the series: after a crash
 *  the series cannot tell any more what was new. Whatever a word says, it is JSON. */
export interface ImportIntent {
  from: number
  body: string
}

export const importTables = `
  CREATE TABLE IF NOT EXISTS import_file (
    path TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, position INTEGER NOT NULL, counts TEXT NOT NULL,
    done INTEGER NOT NULL, started_at INTEGER NOT NULL, at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS import_intent (path TEXT PRIMARY KEY, from_position INTEGER NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
`

/** How far a file came; undefined when it was never begun. */
export function readImportFile(db: StateDb, path: string): ImportFile | undefined {
  const row = db.prepare('SELECT * FROM import_file WHERE path = ?').get(path)
  return (
    row && {
      path,
      fingerprint: String(row.fingerprint),
      position: Number(row.position),
      counts: JSON.parse(String(row.counts)) as ImportCounts,
      isDone: row.done === 1,
      startedAt: Number(row.started_at),
      at: Number(row.at),
    }
  )
}

export function readImportIntent(db: StateDb, path: string): ImportIntent | undefined {
  const row = db.prepare('SELECT * FROM import_intent WHERE path = ?').get(path)
  if (!row) return undefined
  return {
    from: Number(row.from_position),
    body: inflateRawSync(row.body as Uint8Array).toString('utf8'),
  }
}

/** What imports have said in this database: whether one has announced readings that it may not have written yet, and when one
 *  was booked last (ms since 1970 UTC; -Infinity: never). */
export function readImportSigns(db: StateDb): { isIntending: boolean; bookedAt: number } {
  const row = db
    .prepare(
      'SELECT EXISTS (SELECT 1 FROM import_intent) AS intends, (SELECT max(at) FROM import_file) AS at',
    )
    .get()
  return { isIntending: row?.intends === 1, bookedAt: row?.at == null ? -Infinity : Number(row.at) }
}

/** Writes how far imports came. `save` belongs inside the transaction that books what came before the position. */
export function importWriter(db: StateDb) {
  const upsert = db.prepare(
    `INSERT OR REPLACE INTO import_file (path, fingerprint, position, counts, done, started_at, at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const intend = db.prepare(
    'INSERT OR REPLACE INTO import_intent (path, from_position, body) VALUES (?, ?, ?)',
  )
  const forget = db.prepare('DELETE FROM import_intent WHERE path = ?')
  return {
    save({ path, fingerprint, position, counts, isDone, startedAt, at }: ImportFile): void {
      upsert.run(path, fingerprint, position, JSON.stringify(counts), isDone ? 1 : 0, startedAt, at)
      forget.run(path)
    },
    /** On disk when it returns, outside a transaction. */
    intend: (path: string, { from, body }: ImportIntent): void =>
      void intend.run(path, from, deflateRawSync(body, { level: 1 })),
    forgetIntent: (path: string): void => void forget.run(path),
  }
}

export type ImportWriter = ReturnType<typeof importWriter>
