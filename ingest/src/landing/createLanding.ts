import type { Reading } from '@city/domain/reading/reading.ts'
import { StoreAway, type SeriesPoint, type SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { hourStart } from '@city/domain/time/hanoiTime.ts'
import { encodeLines } from '@city/store/series/encodeLines.ts'
import type { NewJournalRow } from '@city/store/state/journal.ts'
import { assertRoom } from '@city/store/state/diskRoom.ts'
import { readRecent } from '@city/store/state/recent.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { createBook, type Book } from '../pipeline/book.ts'
import { type Landed } from '../pipeline/arrival.ts'
import { createLander, type LanderParts } from '../pipeline/lander.ts'
import { createLateLander } from '../pipeline/lateLander.ts'
import { newestOf } from '../pipeline/newestOf.ts'
import { createRecentReadings } from '../pipeline/recentReadings.ts'
import { createStationClocks } from '../pipeline/stationClocks.ts'
import { Tally } from '../pipeline/tally.ts'
import { createDrain } from './drain.ts'
import { createImportsBeside } from './importsBeside.ts'
import { createOutlet, type OutletParts } from './outlet.ts'

export interface LandingParts {
  series: SeriesStore
  db: StateDb
  /** Folder of the state database: the journal leaves some room on its disk. */
  dataDir: string
  book?: Book
  stations: ReadonlyMap<string, Station>
  /** Newest reading of each station known at start; kept up to date. */
  latest: Map<string, Reading>
  onLanded: (landed: Landed) => void
  onOutcome?: LanderParts['onOutcome']
  onFailed: (error: Error) => void
  onRequest?: OutletParts['onRequest']
  onRetry?: OutletParts['onRetry']
  onDrained: (readings: number, seconds: number) => void
  now: () => number
}

/** The landing: from decoded arrivals to the series, with the journal between them when the store is away. */
export function createLanding(parts: LandingParts) {
  const { series, db, latest, now, onFailed, book = createBook(db) } = parts
  const newest = new Map([...latest].map(([station, { time }]) => [station, time]))
  const memory = createRecentReadings({ kept: readRecent(db), newest })
  const clocks = createStationClocks((station) => (parts.stations.get(station)?.intervalS ?? 0) * 1000)
  const outlet = createOutlet({
    series,
    onOpen: () => drain.kick(),
    ...(parts.onRequest && { onRequest: parts.onRequest }),
    ...(parts.onRetry && { onRetry: parts.onRetry }),
  })
  const drain = createDrain({ db, series, outlet, book, onDrained: parts.onDrained, onError: onFailed })
  const room = () => assertRoom(parts.dataDir)
  const late = createLateLander({ series, outlet, drain, book, memory, latest, room, now })
  const lander = createLander({
    outlet,
    room,
    drain,
    book,
    memory,
    late,
    clocks,
    beforeGroup: createImportsBeside(db, now, (until) => memory.missedUntil(until, 'imports')),
    latest,
    onLanded: parts.onLanded,
    ...(parts.onOutcome && { onOutcome: parts.onOutcome }),
    onFailed,
  })

  return {
    lander,
    drain,
    outlet,
    /** Writes points that are no readings; while the store is away they wait in the journal, like all else. */
    async writeOthers(points: readonly SeriesPoint[]): Promise<void> {
      if (outlet.isOpen || !outlet.hasLines) {
        try {
          return await series.write(points)
        } catch (error) {
          if (!(error instanceof StoreAway) || !outlet.hasLines) throw error
        }
      }
      room()
      const [at, body] = [now(), encodeLines(points)]
      const row: NewJournalRow = {
        kind: 'others',
        source: '',
        hour: hourStart(at),
        at,
        readings: 0,
        stations: '[]',
        body,
      }
      book.write({ tally: new Tally(), also: ({ journal }) => void journal.append(row) })
      drain.added(row)
    },
    /** Newest readings that another process has landed: what comes here is new only beyond them. */
    heard(readings: readonly Reading[]): void {
      for (const { station, time } of readings) memory.landedElsewhere(station, time)
      for (const reading of newestOf(readings, latest)) latest.set(reading.station, reading)
    },
    /** Other processes may have landed anything up to `time` unheard; Infinity: they are not heard now. */
    missedUntil: (time: number): void => memory.missedUntil(time),
    start: drain.start,
    /** Lands what was taken and ends the batch under way; the rest waits in the journal for the next start. */
    async stop(): Promise<void> {
      await lander.settled()
      outlet.close()
      await drain.stop()
    },
  }
}

export type Landing = ReturnType<typeof createLanding>
