import { inTransaction, type StateDb } from './stateDb.ts'

/* What pulled sources have said and is durable, so that only what is new or changed goes into the pipeline. */

export const pullTables = `
  CREATE TABLE IF NOT EXISTS pull_hour (
    source TEXT NOT NULL, station TEXT NOT NULL, hour INTEGER NOT NULL, digest TEXT NOT NULL,
    PRIMARY KEY (source, hour, station)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS pull_feed (
    source TEXT NOT NULL, feed TEXT NOT NULL, asked_to INTEGER, newest INTEGER, PRIMARY KEY (source, feed)
  ) WITHOUT ROWID;
`

/** Digest of all that a source said of a station for one hour; `hour`: its start, ms since 1970 UTC, -1 for what has no
 *  readable time. */
export interface SeenHour {
  station: string
  hour: number
  digest: string
}

/** How far a feed was asked, and its newest observation, ms since 1970 UTC; null = never, none. A source that is asked
 *  station by station has a feed for each, any other has one without a name. */
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

export function readPullPosition(db: StateDb, source: string, feed: string): PullPosition {
  const read = db.prepare('SELECT asked_to, newest FROM pull_feed WHERE source = ? AND feed = ?')
  const row = read.get(source, feed)
  return { askedTo: numberOf(row?.asked_to), newest: numberOf(row?.newest) }
}

/** Time of the newest observation of a source, ms since 1970 UTC; null = none. */
export function readNewest(db: StateDb, source: string): number | null {
  return numberOf(
    db.prepare('SELECT max(newest) AS newest FROM pull_feed WHERE source = ?').get(source)?.newest,
  )
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

/** Keeps hours of a source and the newest observation of a feed, and forgets hours that began before `since`. */
export function keepSeenHours(
  db: StateDb,
  source: string,
  {
    feed,
    hours,
    newest,
    since,
  }: { feed: string; hours: readonly SeenHour[]; newest: number | null; since: number },
): void {
  const keep = db.prepare(
    `INSERT INTO pull_hour (source, station, hour, digest) VALUES (?, ?, ?, ?)
     ON CONFLICT (source, hour, station) DO UPDATE SET digest = excluded.digest`,
  )
  const move = db.prepare(
    `INSERT INTO pull_feed (source, feed, newest) VALUES (?, ?, ?)
     ON CONFLICT (source, feed) DO UPDATE SET newest = max(coalesce(newest, excluded.newest), excluded.newest)`,
  )
  const forget = db.prepare('DELETE FROM pull_hour WHERE source = ? AND hour >= 0 AND hour < ?')
  inTransaction(db, () => {
    for (const { station, hour, digest } of hours) keep.run(source, station, hour, digest)
    if (newest !== null) move.run(source, feed, newest)
    forget.run(source, since)
  })
}

/** Keeps how far a feed was asked. */
export function keepAskedTo(db: StateDb, source: string, feed: string, askedTo: number): void {
  db.prepare(
    `INSERT INTO pull_feed (source, feed, asked_to) VALUES (?, ?, ?)
     ON CONFLICT (source, feed) DO UPDATE SET asked_to = excluded.asked_to`,
  ).run(source, feed, askedTo)
}
