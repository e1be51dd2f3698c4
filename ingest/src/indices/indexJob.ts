import type { IndexState } from '@city/domain/api/schemas.ts'
import type { IndexUpdate } from '@city/domain/live/events.ts'
import type { Reading } from '@city/domain/reading/reading.ts'
import { StoreAway, StoreRefused, type SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { forgetTouchedHours, readTouchedHours, type TouchedHours } from '@city/store/state/touchedHours.ts'
import { computeHours } from './computeHours.ts'

export interface IndexParts {
  stations: ReadonlyMap<string, Station>
  series: SeriesStore
  /** Holds the hours that wait for their index. */
  db: StateDb
  /** Keeps the newest index of a station, durable when it returns. */
  saveLatest: (station: string, index: IndexState) => void
  publish: (updates: IndexUpdate[]) => void
  onError: (error: Error) => void
  now: () => number
  /** Touched stations wait this long, so that a burst is computed once; default 2 s of the 5 s an index may take. */
  settleMs?: number
}

/** After the turn of the hour its last readings are under way for a moment. */
const hourTurnMs = 30_000
/** Station-days computed before the newest are looked for again, so that a backfill does not hold up the present. */
const passLimit = 256
/** Longest wait of `stop` for a series store that does not answer. */
const stopLimitMs = 1000

/** Computes the hourly VN_AQI of every hour that a stored reading touches (its own and the 11 after it), writes it to
 *  `air_index` and publishes the newest. An hour is computed once it has ended; late readings compute it again.
 *  What is touched rests in the state database until it is computed: a stop, even a kill, leaves it for the next start. */
export function createIndexJob(parts: IndexParts) {
  const { stations, series, db, settleMs = 2000 } = parts
  /** Stations whose index of the hour that ended last is due, readings or none. */
  const turned = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let hourTimer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let stopped = false
  /** The state database is no longer ours. */
  let gone = false

  function schedule(): void {
    if (stopped) return
    timer ??= setTimeout(() => {
      timer = undefined
      running = running.then(pass).catch(failed)
    }, settleMs)
  }

  async function pass(): Promise<void> {
    const end = hourStart(parts.now())
    const rows = readTouchedHours(db, end, passLimit)
    const computed: TouchedHours[] = []
    let again = rows.length === passLimit
    const settle = async (station: string, hours: { from: number; to: number }): Promise<boolean> => {
      try {
        await compute(station, hours, end)
        return true
      } catch (error) {
        failed(error)
        // What the store refuses it will refuse again.
        if (error instanceof StoreRefused) return true
        again = true
        if (error instanceof StoreAway) throw error
        return false
      }
    }
    try {
      for (const row of rows) {
        if (stopped) break
        if (await settle(row.station, { from: row.from, to: Math.min(row.to, end - hourMs) }))
          computed.push(row)
      }
      for (const station of turned) {
        if (stopped) break
        if (await settle(station, { from: end - hourMs, to: end - hourMs })) turned.delete(station)
      }
    } catch {
      // The store is away, as reported: all that is left waits for the next pass.
    }
    if (gone) return
    forgetTouchedHours(db, computed, end)
    if (again) schedule()
  }

  async function compute(id: string, hours: { from: number; to: number }, end: number): Promise<void> {
    const station = stations.get(id)
    if (!station) return
    const index = await computeHours(series, station, hours, end - hourMs)
    if (!index || gone) return
    parts.saveLatest(id, index)
    parts.publish([{ station: id, index }])
    turned.delete(id)
  }

  function failed(error: unknown): void {
    if (!gone) parts.onError(error instanceof Error ? error : new Error(String(error)))
  }

  function onHourTurn(): void {
    for (const { id, domain } of stations.values()) if (domain === 'air') turned.add(id)
    schedule()
    hourTimer = setTimeout(onHourTurn, hourStart(parts.now()) + hourMs + hourTurnMs - parts.now())
  }

  return {
    /** Computes what the last run left and the hour that ended last. */
    start: onHourTurn,
    /** Call when the readings and the hours they touch are durable. */
    onStored(readings: readonly Reading[]): void {
      const currentHour = hourStart(parts.now())
      if (readings.some(({ domain, time }) => domain === 'air' && time < currentHour)) schedule()
    },
    /** Finishes the station at hand, at most a second; the rest waits for the next start. */
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      clearTimeout(hourTimer)
      let limit: NodeJS.Timeout | undefined
      await Promise.race([running, new Promise((resolve) => (limit = setTimeout(resolve, stopLimitMs)))])
      clearTimeout(limit)
      gone = true
    },
  }
}
