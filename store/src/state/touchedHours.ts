import { dayMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { rollupMarkTable } from './rollupMarks.ts'
import { settledHoursTable, settledHoursWriter } from './settledHours.ts'
import { inTransaction, type StateDb } from './stateDb.ts'

/** Hours of one station whose rollups and index must be computed: `from` to `to`, starts of hours of one UTC day, both inclusive.
 *  `version` tells whether readings touched it again meanwhile. */
export interface TouchedHours {
  station: string
  day: number
  from: number
  to: number
  version: number
}

export const touchedHoursTables = `
  CREATE TABLE IF NOT EXISTS touched_hours (
    day INTEGER NOT NULL, station TEXT NOT NULL, from_hour INTEGER NOT NULL, to_hour INTEGER NOT NULL, version INTEGER NOT NULL,
    PRIMARY KEY (day, station)
  ) WITHOUT ROWID;
  ${rollupMarkTable}
  ${settledHoursTable}
`

/** Marks an hour (its start) of a station as touched. Call inside the transaction that makes the readings durable. */
export function touchedHoursWriter(db: StateDb): (station: string, from: number, to: number) => void {
  const touch = db.prepare(
    `INSERT INTO touched_hours (day, station, from_hour, to_hour, version) VALUES (?, ?, ?, ?, 1)
     ON CONFLICT (day, station) DO UPDATE SET from_hour = min(from_hour, excluded.from_hour),
       to_hour = max(to_hour, excluded.to_hour), version = version + 1`,
  )
  return (station, from, to) => touch.run(utcDay(from), station, from, to)
}

/** Start of the UTC day that holds `time`: the span of one row. */
export function utcDay(time: number): number {
  return time - (time % dayMs)
}

/** The touched hours that have begun before `end` (start of an hour), newest day first.
 *  @throws Error when the database cannot be read */
export function readTouchedHours(db: StateDb, end: number, limit: number): TouchedHours[] {
  const rows = db
    .prepare('SELECT * FROM touched_hours WHERE from_hour < ? ORDER BY day DESC, station LIMIT ?')
    .all(end, limit)
  return rows.map((row) => ({
    station: String(row.station),
    day: Number(row.day),
    from: Number(row.from_hour),
    to: Number(row.to_hour),
    version: Number(row.version),
  }))
}

/** The touched hours of days from that of `from` on, all stations: what waits to be settled, or runs.
 *  @throws Error when the database cannot be read */
export function readTouchedSince(db: StateDb, from: number): Omit<TouchedHours, 'day' | 'version'>[] {
  const rows = db
    .prepare('SELECT station, from_hour, to_hour FROM touched_hours WHERE day >= ?')
    .all(utcDay(from))
  return rows.map((row) => {
    return { station: String(row.station), from: Number(row.from_hour), to: Number(row.to_hour) }
  })
}

/** Forgets the hours before `end` of rows that are computed; a row that was touched again since stays whole.
 *  @param also done in the same transaction */
export function forgetTouchedHours(
  db: StateDb,
  rows: readonly TouchedHours[],
  end: number,
  also?: () => void,
): void {
  if (rows.length === 0) return
  const drop = db.prepare('DELETE FROM touched_hours WHERE day = ? AND station = ? AND version = ?')
  const shorten = db.prepare(
    'UPDATE touched_hours SET from_hour = ? WHERE day = ? AND station = ? AND version = ?',
  )
  const settled = settledHoursWriter(db)
  inTransaction(db, () => {
    for (const { day, station, from, to, version } of rows) {
      settled.add({ station, from, to })
      if (to < end) drop.run(day, station, version)
      else shorten.run(end, day, station, version)
    }
    settled.trim()
    also?.()
  })
}

/** Marks all hours of a station in [from, to) as touched, in one transaction.
 *  @returns how many station-days that are */
export function touchRange(db: StateDb, station: string, from: number, to: number): number {
  const touch = touchedHoursWriter(db)
  let days = 0
  inTransaction(db, () => {
    for (let day = utcDay(from); day < to; day += dayMs) {
      touch(station, Math.max(day, hourStart(from)), hourStart(Math.min(day + dayMs, to) - 1))
      days++
    }
  })
  return days
}

/** Which touched hours are meant: of one station or all, of hours in [from, to). */
export interface TouchedSpan {
  station?: string | undefined
  from: number
  to: number
}

/** Station-days that wait with hours in the span. */
export function countTouchedHours(db: StateDb, { station, from, to }: TouchedSpan): number {
  const sql = `SELECT count(*) AS days FROM touched_hours WHERE day >= ? AND day < ? AND from_hour < ? AND to_hour >= ?`
  const range = [utcDay(from), to, to, hourStart(from)]
  const row = station
    ? db.prepare(`${sql} AND station = ?`).get(...range, station)
    : db.prepare(sql).get(...range)
  return Number(row?.days)
}

/** Whether any hour before `end` waits: cheap, for asking every few seconds. */
export function hasTouchedHours(db: StateDb, end: number): boolean {
  return db.prepare('SELECT 1 FROM touched_hours WHERE from_hour < ? LIMIT 1').get(end) !== undefined
}

/** Ranges of hours of one station that wait, within the span, in order: starts of hours, both inclusive. */
export function touchedHoursOf(
  db: StateDb,
  { station, from, to }: TouchedSpan & { station: string },
): { from: number; to: number }[] {
  const rows = db
    .prepare(
      `SELECT from_hour, to_hour FROM touched_hours
       WHERE day >= ? AND day < ? AND station = ? AND from_hour < ? AND to_hour >= ? ORDER BY day`,
    )
    .all(utcDay(from), to, station, to, hourStart(from))
  return rows.map((row) => ({ from: Number(row.from_hour), to: Number(row.to_hour) }))
}
