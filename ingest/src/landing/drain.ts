import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { journalDepth, journalReader, type JournalKind, type JournalRow } from '@city/store/state/journal.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import type { NewDeadLetter } from '@city/store/state/deadLetters.ts'
import { touchedBy, type Book, type TouchedSpan } from '../pipeline/book.ts'
import { moveWaiting, Tally } from '../pipeline/tally.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import { heldIn, pointsIn } from './journalRows.ts'
import { judgeChecks } from './judgeChecks.ts'
import type { Outlet } from './outlet.ts'
import { refusedOf } from './refusedOf.ts'

export interface DrainParts {
  db: StateDb
  series: Pick<SeriesStore, 'readRows'>
  outlet: Outlet
  book: Book
  /** Called after each batch that left the journal. */
  onDrained: (readings: number, seconds: number) => void
  onError: (error: Error) => void
}

/** Readings of the journal that are sent together; measured on InfluxDB 1.6: 5,000 lines 209,000/s, 10,000 259,000/s. */
const batchReadings = 10_000
/** Readings that are compared with the series together. */
const batchChecks = 2000
/** The space of what has left goes back to the disk, at most so many pages at a time. */
const giveBack = 'PRAGMA incremental_vacuum(5000)'
/** Somebody else may put something into the journal (an import that was killed): looked after this often, ms. */
const lookMs = 5000
/** A failure of our own (a full disk) is tried again after this, ms. */
const retryMs = 1000

/** Empties the journal into the series store beside what arrives: live readings do not wait for it. New readings first
 *  (nothing in the journal can be older than they of their station and moment), then, in their order, those that have to be
 *  compared, so that a crowd of corrections holds up nothing else.
 *  A batch leaves the journal in the transaction that moves its readings from waiting to stored in the ledger;
 *  after a crash between the two the same points are written over themselves. */
export function createDrain(parts: DrainParts) {
  const { db, outlet, book } = parts
  const read = journalReader(db)
  let { readings: depth, oldestAt, batches } = journalDepth(db)
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let looking: NodeJS.Timeout | undefined
  let stopped = false

  function kick(): void {
    if (running || stopped || batches === 0 || !outlet.isOpen) return
    clearTimeout(timer)
    running = drain().finally(() => {
      running = undefined
    })
  }

  async function drain(): Promise<void> {
    try {
      while (!stopped && outlet.isOpen) {
        const rows = leading(read(batchReadings))
        if (rows.length === 0) {
          recount()
          db.exec(giveBack)
          break
        }
        const began = performance.now()
        const left = await (rows[0]!.kind === 'checks' ? judge(rows) : send(rows))
        parts.onDrained(left, (performance.now() - began) / 1000)
        // Live arrivals have their turn.
        await new Promise((resolve) => setImmediate(resolve))
      }
    } catch (error) {
      parts.onError(error instanceof Error ? error : new Error(String(error)))
      if (!stopped && outlet.isOpen) timer = setTimeout(kick, retryMs)
    }
  }

  /** @returns how many readings have left the journal */
  async function send(rows: readonly JournalRow[]): Promise<number> {
    const isText = rows[0]!.kind !== 'points'
    const refusals = isText
      ? await outlet.send(rows.map(({ body }) => body))
      : await outlet.write(rows.flatMap(pointsIn))
    const refused = refusals.size > 0 ? refusedOf(rows, refusals) : undefined
    const tally = new Tally()
    const letters: NewDeadLetter[] = []
    const touched: TouchedSpan[] = []
    book.write({
      tally,
      letters,
      touched,
      also({ journal }) {
        for (const row of rows) {
          // Somebody else (an import beside us) may have brought it home.
          if (!journal.remove(row.id) || row.kind === 'others') continue
          const countOf = tally.of(row.source, row.hour)
          for (const [station, count, from, to] of heldIn(row)) {
            moveWaiting(countOf(station), count, 'stored')
            touched.push(...touchedBetween(station, from, to))
          }
          for (const { station, raw, why } of refused?.get(row.id) ?? []) {
            const counts = countOf(station)
            counts.stored--
            counts.rejected++
            const { source, at } = row
            letters.push({ source, at, station, scope: 'reading', reason: 'store_refused', detail: why, raw })
          }
        }
      },
    })
    gone(rows)
    return rows.reduce((sum, { readings }) => sum + readings, 0)
  }

  /** @returns how many readings have left the journal */
  async function judge(rows: readonly JournalRow[]): Promise<number> {
    let left = 0
    for (const { row, points } of await judgeChecks(rows, parts)) {
      const duplicates = row.readings - points.length
      left += duplicates
      if (points.length === 0) gone([row])
      else depth -= duplicates
    }
    return left
  }

  function put({ readings, at }: Pick<JournalRow, 'readings' | 'at'>): void {
    depth += readings
    batches++
    oldestAt ??= at
  }
  function gone(rows: readonly Pick<JournalRow, 'readings'>[]): void {
    for (const { readings } of rows) depth -= readings
    batches -= rows.length
    if (batches === 0) oldestAt = null
  }
  function recount(): void {
    ;({ readings: depth, batches, oldestAt } = journalDepth(db))
  }

  return {
    /** What waits: readings, and since when (ms since 1970 UTC). */
    depth: () => ({ readings: depth, oldestAt }),
    isEmpty: () => batches === 0,
    /** Something was put into the journal by who will take it out again (`took`). */
    put,
    /** Something was put into the journal. */
    added(row: Pick<JournalRow, 'readings' | 'at'>): void {
      put(row)
      kick()
    },
    /** What was put there has gone where it belongs, by who had put it there. */
    took: (row: Pick<JournalRow, 'readings'>): void => gone([row]),
    start(): void {
      looking = setInterval(() => {
        recount()
        kick()
      }, lookMs)
      kick()
    },
    /** Goes on when there is something to do and the store is there. */
    kick,
    /** Resolves when the batch under way is home. */
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      clearInterval(looking)
      await running
    },
  }
}

export type Drain = ReturnType<typeof createDrain>

/** The first rows as far as they can be handled together. */
function leading(rows: readonly JournalRow[]): JournalRow[] {
  const first = rows[0] && laneOf(rows[0])
  let readings = 0
  const end = rows.findIndex((row, index) => {
    readings += row.readings
    return laneOf(row) !== first || (first === 'checks' && index > 0 && readings > batchChecks)
  })
  return rows.slice(0, end < 0 ? rows.length : end)
}

const laneOf = ({ kind }: JournalRow): JournalKind => (kind === 'others' ? 'lines' : kind)

function touchedBetween(station: string, from: number, to: number): Iterable<TouchedSpan> {
  const times: { station: string; time: number }[] = []
  for (let time = from; time < to; time += hourMs) times.push({ station, time })
  times.push({ station, time: to })
  return touchedBy(times)
}
