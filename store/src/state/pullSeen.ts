import { inTransaction, type StateDb } from './stateDb.ts'

/* What pulled sources have said and is durable, so that only what is new or changed goes into the pipeline. */

export const pullTables = `
  CREATE TABLE IF NOT EXISTS pull_hour (
    source TEXT NOT NULL, station TEXT NOT NULL, hour INTEGER NOT NULL, digest TEXT NOT NULL,
    PRIMARY KEY (source, hour, station)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS pull_position (
    source TEXT PRIMARY KEY, asked_to INTEGER, newest INTEGER
  ) WITHOUT ROWID;
`

/** Digest of all that a source said of a station for one hour; `hour`: its start, ms since 1970 UTC, -1 for what has no
 *  readable time. */
export interface SeenHour {
  station: string
  hour: number
  digest: string
}

/** How far a source was asked, and its newest observation, ms since 1970 UTC; null = never, none. */
export interface PullPosition {
  askedTo: number | null
  newest: number | null
}

/** The hours of a source. @throws Error when the database cannot be read */
export function readSeenHours(db: StateDb, source: string): SeenHour[] {
  const rows = db.prepare('SELECT station, hour, digest FROM pull_hour WHERE source = ?').all(source)
  return rows.map((row) => ({
    station: String(row.station),
    hour: Number(row.hour),
    digest: String(row.digest),
  }))
}

export function readPullPosition(db: StateDb, source: string): PullPosition {
  const row = db.prepare('SELECT asked_to, newest FROM pull_position WHERE source = ?').get(source)
  const number = (value: unknown) => (typeof value === 'number' ? value : null)
  return { askedTo: number(row?.asked_to), newest: number(row?.newest) }
}

/** Keeps hours and the newest observation of a source, and forgets hours that began before `since`. */
export function keepSeenHours(
  db: StateDb,
  source: string,
  { hours, newest, since }: { hours: readonly SeenHour[]; newest: number | null; since: number },
): void {
  const keep = db.prepare(
    `INSERT INTO pull_hour (source, station, hour, digest) VALUES (?, ?, ?, ?)
     ON CONFLICT (source, hour, station) DO UPDATE SET digest = excluded.digest`,
  )
  const move = db.prepare(
    `INSERT INTO pull_position (source, newest) VALUES (?, ?)
     ON CONFLICT (source) DO UPDATE SET newest = max(coalesce(newest, excluded.newest), excluded.newest)`,
  )
  const forget = db.prepare('DELETE FROM pull_hour WHERE source = ? AND hour >= 0 AND hour < ?')
  inTransaction(db, () => {
    for (const { station, hour, digest } of hours) keep.run(source, station, hour, digest)
    if (newest !== null) move.run(source, newest)
    forget.run(source, since)
  })
}

/** Keeps how far a source was asked. */
export function keepAskedTo(db: StateDb, source: string, askedTo: number): void {
  db.prepare(
    `INSERT INTO pull_position (source, asked_to) VALUES (?, ?)
     ON CONFLICT (source) DO UPDATE SET asked_to = excluded.asked_to`,
  ).run(source, askedTo)
}
