import type { LandedReport } from '@city/domain/live/landed.ts'
import { readingOfUpdate } from '@city/domain/live/landed.ts'
import { futureLimitMs } from '@city/domain/reading/decodeReadings.ts'
import type { Station } from '@city/domain/station/station.ts'
import { hourStart } from '@city/domain/time/hanoiTime.ts'
import { latestReadingWriter } from '@city/store/state/latest.ts'
import { inTransaction, type StateDb } from '@city/store/state/stateDb.ts'
import { readStationClocks, stationClockWriter } from '@city/store/state/stationClock.ts'
import { touchedHoursWriter, utcDay } from '@city/store/state/touchedHours.ts'

export interface BookLandedParts {
  db: StateDb
  stations: ReadonlyMap<string, Station>
  now: () => number
}

/** Books what other processes have landed: on disk when the returned function returns, which throws when it cannot be.
 *  What no station of the registry can have sent is left out: brokers without an access list let anybody write. */
export function createLandedBook({ db, stations, now }: BookLandedParts) {
  const touch = touchedHoursWriter(db)
  const saveLatest = latestReadingWriter(db)
  const saveClock = stationClockWriter(db)

  return function book({ touched, newest, clocks }: LandedReport): void {
    const limit = now() + futureLimitMs
    const known = readStationClocks(db)
    inTransaction(db, () => {
      for (const { station, from, to } of touched)
        if (stations.has(station) && isSpan(from, to) && from <= limit) touch(station, from, to)
      for (const update of newest) {
        const reading = readingOfUpdate(update)
        if (!reading || stations.get(reading.station)?.domain !== reading.domain) continue
        if (reading.time <= limit) saveLatest(reading)
      }
      for (const { station, ...clock } of clocks)
        if (stations.has(station) && clock.at > (known.get(station)?.at ?? -Infinity))
          saveClock(station, clock)
    })
  }
}

function isSpan(from: number, to: number): boolean {
  return from <= to && utcDay(from) === utcDay(to) && hourStart(from) === from && hourStart(to) === to
}
