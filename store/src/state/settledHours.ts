import type { StateDb } from './stateDb.ts'

/** Hours of one station (starts, both inclusive) whose figures were computed anew: its readings had changed. */
export interface SettledHours {
  station: string
  from: number
  to: number
}

export const settledHoursTable = `
  CREATE TABLE IF NOT EXISTS settled_hours (
    number INTEGER PRIMARY KEY AUTOINCREMENT, station TEXT NOT NULL, from_hour INTEGER NOT NULL, to_hour INTEGER NOT NULL
  );
`

/** Entries that are remembered: who reads less often than that many come begins anew. */
const kept = 20_000

/** Writes down that hours were settled. Call inside the transaction that forgets them as touched, so that a reader who
 *  looks at both misses no change. */
export function settledHoursWriter(db: StateDb): { add: (hours: SettledHours) => void; trim: () => void } {
  const insert = db.prepare('INSERT INTO settled_hours (station, from_hour, to_hour) VALUES (?, ?, ?)')
  const trim = db.prepare(
    `DELETE FROM settled_hours WHERE number <= (SELECT max(number) FROM settled_hours) - ${kept}`,
  )
  return { add: ({ station, from, to }) => void insert.run(station, from, to), trim: () => void trim.run() }
}

/** What was settled after entry `after`, and the number of the newest entry. `hours` is undefined when entries in between
 *  are not remembered any more. @throws Error when the database cannot be read */
export function readSettledHours(
  db: StateDb,
  after: number,
): { newest: number; hours: SettledHours[] | undefined } {
  const bounds = db.prepare('SELECT min(number) AS oldest, max(number) AS newest FROM settled_hours').get()
  const newest = Number(bounds?.newest ?? 0)
  const oldest = Number(bounds?.oldest ?? 0)
  if (newest < after || oldest > after + 1) return { newest, hours: undefined }
  const rows = db
    .prepare('SELECT station, from_hour, to_hour FROM settled_hours WHERE number > ? ORDER BY number')
    .all(after)
  const hours = rows.map((row) => {
    return { station: String(row.station), from: Number(row.from_hour), to: Number(row.to_hour) }
  })
  return { newest, hours }
}
