import { updateOfReading, type LandedReport } from '@city/domain/live/landed.ts'
import type { Reading } from '@city/domain/reading/reading.ts'
import { readLatest } from '@city/store/state/latest.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { readStationClocks } from '@city/store/state/stationClock.ts'
import { forgetTouchedHours, readTouchedHours, type TouchedHours } from '@city/store/state/touchedHours.ts'

export interface TellLandedParts {
  db: StateDb
  instance: string
  /** Digest of the mappings of the desk that are known here. */
  mappings: () => string
  /** Says a report; whether it arrives is known by its answer alone. */
  publish: (report: LandedReport) => void
  onError: (error: Error) => void
  now: () => number
  /** How often is looked for news, ms. */
  everyMs?: number
  /** Without an answer a report is sent again after this, ms. */
  againMs?: number
}

/** Station-days, and newest readings, of one report. */
const most = 500
/** Without news a report is sent this often, for the answer alone, ms. */
const signMs = 10_000
const forEver = Number.MAX_SAFE_INTEGER

interface Report {
  body: LandedReport
  rows: TouchedHours[]
  newest: Reading[]
  sentAt: number
}

/** Tells the process that computes rollups and indices what has been landed here: one report at a time, again and again
 *  until it answers. What is touched rests in the state database until then, so nothing of it is lost by a kill, of this
 *  process, of the other or of the broker; what gathers while nobody answers is one row per station and day. */
export function createLandedTeller(parts: TellLandedParts) {
  const { db, instance, now, everyMs = 1000, againMs = 5000 } = parts
  /** Newest readings that are not booked yet; at the start all: nobody knows what the last report was. */
  const changed = readLatest(db)
  let pending: Report | undefined
  let lastId = 0
  /** When the last answer came, ms since 1970 UTC. */
  let heardAt = -Infinity
  let timer: NodeJS.Timeout | undefined
  let told: (() => void) | undefined

  function tell(): void {
    if (!pending) pending = next()
    else if (now() - pending.sentAt < againMs) return
    if (!pending) return void told?.()
    pending.sentAt = now()
    parts.publish(pending.body)
  }

  function next(): Report | undefined {
    const rows = readTouchedHours(db, forEver, most)
    const newest = [...changed.values()].slice(0, most)
    const isQuiet = rows.length === 0 && newest.length === 0
    if (isQuiet && (told || now() - heardAt < signMs)) return undefined
    const clocks = readStationClocks(db)
    // Greater than every one of an earlier run, whose answer may still be under way.
    lastId = Math.max(lastId + 1, now())
    const body: LandedReport = {
      instance,
      id: lastId,
      touched: rows.map(({ station, from, to }) => ({ station, from, to })),
      newest: newest.map(updateOfReading),
      clocks: newest.flatMap(({ station }) => {
        const clock = clocks.get(station)
        return clock ? [{ station, ...clock }] : []
      }),
      mappings: parts.mappings(),
    }
    return { body, rows, newest, sentAt: 0 }
  }

  function safely(work: () => void): void {
    try {
      work()
    } catch (error) {
      parts.onError(error instanceof Error ? error : new Error(String(error)))
    }
  }

  return {
    /** Newest readings that are durable here. */
    landed(newest: readonly Reading[]): void {
      for (const reading of newest) changed.set(reading.station, reading)
    },
    /** The report with this id is on disk where it belongs. */
    booked(id: number): void {
      const report = pending
      if (report?.body.id !== id) return
      heardAt = now()
      safely(() => {
        forgetTouchedHours(db, report.rows, forEver)
        for (const reading of report.newest)
          if (changed.get(reading.station) === reading) changed.delete(reading.station)
        pending = undefined
        if (told || report.rows.length === most || report.newest.length === most) tell()
      })
    },
    start(): void {
      timer = setInterval(() => safely(tell), everyMs)
    },
    /** Resolves when everything is booked; for ever open when nobody answers. */
    flushed(): Promise<void> {
      return new Promise((resolve) => {
        told = resolve
        safely(tell)
      })
    },
    stop: (): void => clearInterval(timer),
  }
}

export type LandedTeller = ReturnType<typeof createLandedTeller>
