import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { StatementSync } from 'node:sqlite'
import type { StateDb } from './stateDb.ts'

/** What a row of the journal holds:
 *  `lines` new readings as line protocol, ready to be sent;
 *  `points` readings whose place in the series is known (late or corrected ones), as JSON;
 *  `checks` readings that may be known already, as JSON: to be compared with the series before they are written;
 *  `others` points that are no readings (camera health), as line protocol: not in the ledger. */
export type JournalKind = 'lines' | 'points' | 'checks' | 'others'

/** Readings of one source that arrived in one hour (UTC) and wait for the series store, first in first out.
 *  `stations`: JSON, what of which station and time `body` holds. */
export interface JournalRow {
  id: number
  at: number
  kind: JournalKind
  source: string
  hour: number
  readings: number
  stations: string
  body: string
}

export type NewJournalRow = Omit<JournalRow, 'id'>

export const journalTables = `
  CREATE TABLE IF NOT EXISTS journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL,
    hour INTEGER NOT NULL, readings INTEGER NOT NULL, stations TEXT NOT NULL, body BLOB NOT NULL
  );
  CREATE INDEX IF NOT EXISTS journal_new ON journal (id) WHERE kind IN ('lines', 'others');
`

/** Line protocol shrinks to a fifth or less; level 1 costs about 4 ms a megabyte. Not zstd: as fast, but what it allocates
 *  comes back only with a garbage collection, some 200 kB a call. */
const compress = (body: string): Buffer => deflateRawSync(body, { level: 1 })

/** Rows read at once. */
const mostRows = 2000

/** Appends, replaces and removes rows. Call inside a transaction. */
export function journalWriter(db: StateDb) {
  const insert = db.prepare(
    'INSERT INTO journal (at, kind, source, hour, readings, stations, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const update = db.prepare('UPDATE journal SET kind = ?, readings = ?, stations = ?, body = ? WHERE id = ?')
  const remove = db.prepare('DELETE FROM journal WHERE id = ?')
  return {
    /** @returns id of the row */
    append({ at, kind, source, hour, readings, stations, body }: NewJournalRow): number {
      const { lastInsertRowid } = insert.run(at, kind, source, hour, readings, stations, compress(body))
      return Number(lastInsertRowid)
    },
    /** Puts other content in the place of a row, so that the order stays. */
    replace(
      id: number,
      { kind, readings, stations, body }: Omit<JournalRow, 'id' | 'at' | 'source' | 'hour'>,
    ) {
      update.run(kind, readings, stations, compress(body), id)
    },
    /** @returns false when it was gone already */
    remove: (id: number): boolean => remove.run(id).changes > 0,
  }
}

export type JournalWriter = ReturnType<typeof journalWriter>

/** The next rows to be brought home, as many as hold no more than `mostReadings` together, at least one if there is one:
 *  what is certainly new first, then the rest, each in the order in which it came. */
export function journalReader(db: StateDb): (mostReadings: number) => JournalRow[] {
  const selectNew = db.prepare(`SELECT * FROM journal WHERE kind IN ('lines', 'others') ORDER BY id`)
  const selectRest = db.prepare(`SELECT * FROM journal WHERE kind NOT IN ('lines', 'others') ORDER BY id`)
  const read = (select: StatementSync, mostReadings: number): JournalRow[] => {
    const rows: JournalRow[] = []
    let readings = 0
    for (const row of select.iterate()) {
      readings += Number(row.readings)
      if (rows.length > 0 && (readings > mostReadings || rows.length === mostRows)) break
      rows.push({
        id: Number(row.id),
        at: Number(row.at),
        kind: String(row.kind) as JournalKind,
        source: String(row.source),
        hour: Number(row.hour),
        readings: Number(row.readings),
        stations: String(row.stations),
        body: inflateRawSync(row.body as Uint8Array).toString('utf8'),
      })
    }
    return rows
  }
  return (mostReadings) => {
    const rows = read(selectNew, mostReadings)
    return rows.length > 0 ? rows : read(selectRest, mostReadings)
  }
}

export interface JournalDepth {
  /** Readings that wait; points of other kinds are not counted. */
  readings: number
  batches: number
  /** When the oldest of them came, ms since 1970 UTC. */
  oldestAt: number | null
}

/** How much waits, and since when. */
export function journalDepth(db: StateDb): JournalDepth {
  const row = db
    .prepare(
      `SELECT coalesce(sum(readings), 0) AS readings, count(*) AS batches, min(at) AS oldest FROM journal`,
    )
    .get()
  return {
    readings: Number(row?.readings),
    batches: Number(row?.batches),
    oldestAt: row?.oldest === null || row?.oldest === undefined ? null : Number(row.oldest),
  }
}
