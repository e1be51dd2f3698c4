import type { StateDb } from './stateDb.ts'

/** How far a station's clock is from ours. `offsetMs` > 0: ahead; `samples`: readings that the estimate rests on;
 *  `at`: when the newest of them arrived, ms since 1970 UTC. */
export interface StationClock {
  offsetMs: number
  samples: number
  at: number
}

export const stationClockTables = `
  CREATE TABLE IF NOT EXISTS station_clock (
    station TEXT PRIMARY KEY, offset_ms REAL NOT NULL, samples INTEGER NOT NULL, at INTEGER NOT NULL
  ) WITHOUT ROWID;
`

/** Keeps the newest estimate of a station. Call inside a transaction. */
export function stationClockWriter(db: StateDb): (station: string, clock: StationClock) => void {
  const upsert = db.prepare(
    `INSERT INTO station_clock (station, offset_ms, samples, at) VALUES (?, ?, ?, ?)
     ON CONFLICT (station) DO UPDATE SET offset_ms = excluded.offset_ms, samples = excluded.samples, at = excluded.at`,
  )
  return (station, { offsetMs, samples, at }) => void upsert.run(station, offsetMs, samples, at)
}

/** The estimates of all stations by station id; a station without one is not known.
 *  @throws Error when the database cannot be read */
export function readStationClocks(db: StateDb): Map<string, StationClock> {
  const rows = db.prepare('SELECT station, offset_ms, samples, at FROM station_clock').all()
  return new Map(
    rows.map((row) => [
      String(row.station),
      { offsetMs: Number(row.offset_ms), samples: Number(row.samples), at: Number(row.at) },
    ]),
  )
}
