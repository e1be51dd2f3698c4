import type { StatementSync } from 'node:sqlite'
import type { StateDb } from './stateDb.ts'

/** A reading as the memory of duplicates knows it: `content` is a digest of what it said. */
export interface KnownReading {
  station: string
  time: number
  content: number
}

/** The readings of one generation of that memory, in the order of their landing, and for each station how far the
 *  series reached when the generation began (ms since 1970 UTC). */
export interface Generation {
  id: number
  floors: Record<string, number>
  readings: Iterable<KnownReading>
}

export const recentTables = `
  CREATE TABLE IF NOT EXISTS recent_generation (id INTEGER PRIMARY KEY, floors TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS recent_group (id INTEGER PRIMARY KEY, generation INTEGER NOT NULL, body BLOB NOT NULL);
`

/** Keeps what a group landed, so that the memory of duplicates survives a crash. Call inside the group's transaction. */
export function recentWriter(db: StateDb) {
  const insert = db.prepare('INSERT INTO recent_group (generation, body) VALUES (?, ?)')
  const begin = db.prepare('INSERT OR REPLACE INTO recent_generation (id, floors) VALUES (?, ?)')
  const dropGroups = db.prepare('DELETE FROM recent_group WHERE generation < ?')
  const dropGenerations = db.prepare('DELETE FROM recent_generation WHERE id < ?')
  return {
    add: (generation: number, readings: readonly KnownReading[]): void =>
      void insert.run(generation, pack(readings)),
    /** Begins a generation; only the one before it is kept beside it. */
    begin(id: number, floors: Record<string, number>): void {
      begin.run(id, JSON.stringify(floors))
      dropGroups.run(id - 1)
      dropGenerations.run(id - 1)
    },
  }
}

export type RecentWriter = ReturnType<typeof recentWriter>

/** What was kept, oldest generation first. */
export function readRecent(db: StateDb): Generation[] {
  const groups = db.prepare('SELECT body FROM recent_group WHERE generation = ? ORDER BY id')
  return db
    .prepare('SELECT id, floors FROM recent_generation ORDER BY id')
    .all()
    .map((row) => ({
      id: Number(row.id),
      floors: JSON.parse(String(row.floors)) as Record<string, number>,
      readings: readingsOf(groups, Number(row.id)),
    }))
}

/** Bytes of one reading: number of its station in the list at the end, time, digest. */
const entrySize = 20

/** [count, (station, time, content)…, station names as JSON], little endian; a hundred thousand take 2 MB. */
function pack(readings: readonly KnownReading[]): Buffer {
  const numbers = new Map<string, number>()
  const bytes = Buffer.allocUnsafe(4 + readings.length * entrySize)
  bytes.writeUInt32LE(readings.length, 0)
  let at = 4
  for (const { station, time, content } of readings) {
    let number = numbers.get(station)
    if (number === undefined) numbers.set(station, (number = numbers.size))
    bytes.writeUInt32LE(number, at)
    bytes.writeDoubleLE(time, at + 4)
    bytes.writeDoubleLE(content, at + 12)
    at += entrySize
  }
  return Buffer.concat([bytes, Buffer.from(JSON.stringify([...numbers.keys()]))])
}

function* unpack(bytes: Buffer): Iterable<KnownReading> {
  const count = bytes.readUInt32LE(0)
  const end = 4 + count * entrySize
  const names = JSON.parse(bytes.toString('utf8', end)) as string[]
  for (let at = 4; at < end; at += entrySize)
    yield {
      station: names[bytes.readUInt32LE(at)] ?? '',
      time: bytes.readDoubleLE(at + 4),
      content: bytes.readDoubleLE(at + 12),
    }
}

/** One group after the other: a hundred thousand objects at once would be the largest thing that a start holds. */
function* readingsOf(groups: StatementSync, generation: number): Iterable<KnownReading> {
  for (const { body } of groups.iterate(generation)) yield* unpack(Buffer.from(body as Uint8Array))
}
