import type { BlockedSpell } from '@city/domain/quality/blockedGauge.ts'
import type { StateDb } from './stateDb.ts'

/** A spell of a gauge as it is kept; `to` of one that holds now is the end of the running day. */
export interface BlockedGauge extends BlockedSpell {
  station: string
}

/** Days of gauges that must be looked at again, from the earliest on. `version` tells whether one came meanwhile. */
export interface RainLook {
  station: string
  from: number
  version: number
}

export const blockedGaugeTables = `
  CREATE TABLE IF NOT EXISTS blocked_gauge (
    station TEXT NOT NULL, from_day INTEGER NOT NULL, to_day INTEGER NOT NULL, dry_since INTEGER NOT NULL, neighbours TEXT NOT NULL,
    PRIMARY KEY (station, from_day)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS rain_look (
    station TEXT PRIMARY KEY, from_day INTEGER NOT NULL, version INTEGER NOT NULL
  ) WITHOUT ROWID;
`

/** Spells that overlap [from, to), of one gauge or all. @throws Error when the database cannot be read */
export function readBlockedGauges(
  db: StateDb,
  { station, from, to }: { station?: string; from: number; to: number },
): BlockedGauge[] {
  const sql = 'SELECT * FROM blocked_gauge WHERE from_day < ? AND to_day > ?'
  const rows = station
    ? db.prepare(`${sql} AND station = ? ORDER BY from_day`).all(to, from, station)
    : db.prepare(`${sql} ORDER BY station, from_day`).all(to, from)
  return rows.map((row) => ({
    station: String(row.station),
    drySince: Number(row.dry_since),
    from: Number(row.from_day),
    to: Number(row.to_day),
    neighbours: JSON.parse(String(row.neighbours)) as BlockedSpell['neighbours'],
  }))
}

/** Puts these spells of a gauge in the place of those that begin in [from, to). Call inside a transaction. */
export function replaceBlockedGauges(
  db: StateDb,
  station: string,
  { from, to }: { from: number; to: number },
  spells: readonly BlockedSpell[],
): void {
  db.prepare('DELETE FROM blocked_gauge WHERE station = ? AND from_day >= ? AND from_day < ?').run(
    station,
    from,
    to,
  )
  const insert = db.prepare('INSERT INTO blocked_gauge VALUES (?, ?, ?, ?, ?)')
  for (const one of spells)
    insert.run(station, one.from, one.to, one.drySince, JSON.stringify(one.neighbours))
}

/** Remembers that the days of a gauge have changed from this one on. */
export function markRainLook(db: StateDb, station: string, from: number): void {
  db.prepare(
    `INSERT INTO rain_look VALUES (?, ?, 1) ON CONFLICT (station) DO UPDATE SET
       from_day = min(from_day, excluded.from_day), version = version + 1`,
  ).run(station, from)
}

/** Gauges of which a day before `today` (its start) has changed. */
export function readRainLooks(db: StateDb, today: number): RainLook[] {
  const rows = db.prepare('SELECT * FROM rain_look WHERE from_day < ? ORDER BY station').all(today)
  return rows.map((row) => {
    return { station: String(row.station), from: Number(row.from_day), version: Number(row.version) }
  })
}

/** Forgets what was looked at; a gauge that changed again meanwhile stays. Days from `today` on are still to come.
 *  Call inside a transaction. */
export function forgetRainLooks(db: StateDb, looks: readonly RainLook[], today: number): void {
  const later = db.prepare('UPDATE rain_look SET from_day = ? WHERE station = ? AND version = ?')
  for (const { station, version } of looks) later.run(today, station, version)
}
