import { StoreAway, StoreRefused, type SeriesStore } from '@city/domain/series/seriesStore.ts'
import { inTransaction, type StateDb } from '@city/store/state/stateDb.ts'
import type { Logger } from './log.ts'

const probeMs = 5000

/** What can fail, and how it is said. `reads` costs figures that wait; the others keep readings from being acknowledged. */
const words = {
  store: ['the store does not take points', 'the store takes points again'],
  state: [
    'the state database cannot be written; nothing is acknowledged until it can',
    'the state database is written again',
  ],
  reads: ['the store cannot be read; figures that need it wait', 'the store is read again'],
} as const
type Part = keyof typeof words

/** Knows whether the stores take and give, from what everyone does with them; while something fails it is tried again
 *  every 5 s, so that a fault also ends when nobody sends anything. */
export function createStoreHealth(parts: {
  series: SeriesStore
  db: StateDb
  log: Logger
  now: () => number
  /** Throws when the disk has no room: for a group, or, while the store is away, for the journal. */
  room?: (hasJournal: boolean) => void
  everyMs?: number
}) {
  const { series, db, log, now } = parts
  const onlyDelays = (part: Part) => part === 'reads' || (part === 'store' && series.sendLines !== undefined)
  const faults = new Set<Part>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  function fails(part: Part, error: unknown): void {
    if (!faults.has(part))
      log.error({ error: error instanceof Error ? error.message : String(error) }, words[part][0])
    faults.add(part)
  }
  function works(part: Part): void {
    // As loud as the fault was: who was told that it began must be told that it ended.
    if (faults.delete(part)) log.warn(words[part][1])
  }
  async function noting<Result>(part: Part, work: () => Promise<Result>): Promise<Result> {
    try {
      const result = await work()
      works(part)
      return result
    } catch (error) {
      // A refusal is an answer: the store is there.
      if (error instanceof StoreRefused) works(part)
      else fails(part, error)
      throw error
    }
  }

  const watched: SeriesStore = {
    kind: series.kind,
    write: (points) =>
      points.length === 0 ? series.write(points) : noting('store', () => series.write(points)),
    ...(series.sendLines && {
      sendLines: (lines: string) => noting('store', () => series.sendLines!(lines)),
    }),
    readRows: (query) => noting('reads', () => series.readRows(query)),
    ...(series.readColumns && {
      readColumns: (query) => noting('reads', () => series.readColumns!(query)),
    }),
    readWindows: (query) => noting('reads', () => series.readWindows(query)),
    deleteBefore: (measurement, time) => series.deleteBefore(measurement, time),
    ping: () => series.ping(),
    close: () => series.close(),
  }
  /** A server that answers a ping may still take nothing (full, locked out): only a point that was taken proves it. */
  const probes: Record<Part, () => Promise<unknown>> = {
    store: async () => {
      await series.ping()
      const fields = { received: 0, stored: 0, duplicate: 0, rejected: 0 }
      await watched.write([{ measurement: 'ingest', tags: { source: 'probe' }, time: now(), fields }])
    },
    state: async () => {
      // A disk that takes a page may still not take a group.
      parts.room?.(faults.has('store'))
      probeState(db)
      works('state')
    },
    reads: async () => {
      await series.ping()
      const to = now()
      await watched.readRows({ measurement: 'ingest', from: to - 1, to, fields: ['received'], limit: 1 })
    },
  }
  async function probe(): Promise<void> {
    // Still away: the fault stands and was said.
    for (const part of faults) await probes[part]().catch(() => undefined)
    schedule()
  }
  function schedule(): void {
    if (!stopped) timer = setTimeout(() => void probe(), parts.everyMs ?? probeMs)
  }

  return {
    /** The store for everyone in here: what it answers is noted. */
    series: watched,
    /** Something could not be finished. What the series store said is known by then. */
    failed(error: Error): void {
      if (error instanceof StoreAway) return
      if ('errcode' in error) fails('state', error)
      else log.error({ err: error }, 'unexpected fault')
    },
    /** What keeps readings from being acknowledged. */
    faults: (): string[] => [...faults].filter((part) => !onlyDelays(part)),
    /** What only makes figures wait, or readings in the journal. */
    delays: (): string[] => [...faults].filter(onlyDelays),
    start: schedule,
    stop(): void {
      stopped = true
      clearTimeout(timer)
    },
  }
}

/** Writes a page of the database as it is: fails as any write would. */
function probeState(db: StateDb): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0)
  inTransaction(db, () => db.exec(`PRAGMA user_version = ${version}`))
}
