import { z } from 'zod'
import { indexState, type IndexState } from '@city/domain/api/schemas.ts'
import type { Reading } from '@city/domain/reading/reading.ts'
import { domains } from '@city/domain/station/station.ts'
import type { StateDb } from './stateDb.ts'

export const latestTables = `
  CREATE TABLE IF NOT EXISTS latest_reading (station TEXT PRIMARY KEY, time INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS latest_index (station TEXT PRIMARY KEY, time INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
`

const storedReading = z.object({
  station: z.string(),
  domain: z.enum(domains),
  time: z.number(),
  values: z.record(z.string(), z.number()),
  flags: z.record(
    z.string(),
    z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(9)]),
  ),
})

/** Keeps the newest reading of each station; an older one changes nothing. Call inside a transaction. */
export function latestReadingWriter(db: StateDb): (reading: Reading) => void {
  const upsert = db.prepare(
    `INSERT INTO latest_reading (station, time, body) VALUES (?, ?, ?)
     ON CONFLICT (station) DO UPDATE SET time = excluded.time, body = excluded.body WHERE excluded.time >= time`,
  )
  return (reading) => upsert.run(reading.station, reading.time, JSON.stringify(reading))
}

/** Newest reading of each station. */
export function readLatest(db: StateDb): Map<string, Reading> {
  const rows = db.prepare('SELECT body FROM latest_reading').all()
  return new Map(
    rows.map((row) => {
      const reading = storedReading.parse(JSON.parse(String(row.body)))
      return [reading.station, reading]
    }),
  )
}

/** Keeps the newest index of each station; the same hour is replaced (a late reading revises it). */
export function saveLatestIndex(db: StateDb, station: string, index: IndexState): void {
  db.prepare(
    `INSERT INTO latest_index (station, time, body) VALUES (?, ?, ?)
     ON CONFLICT (station) DO UPDATE SET time = excluded.time, body = excluded.body WHERE excluded.time >= time`,
  ).run(station, Date.parse(index.time), JSON.stringify(index))
}

/** Newest index of each station. */
export function readLatestIndices(db: StateDb): Map<string, IndexState> {
  const rows = db.prepare('SELECT station, body FROM latest_index').all()
  return new Map(rows.map((row) => [String(row.station), indexState.parse(JSON.parse(String(row.body)))]))
}
