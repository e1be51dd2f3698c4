import { setTimeout as wait } from 'node:timers/promises'
import type { Reading } from '@city/domain/reading/reading.ts'
import { StoreAway } from '@city/domain/series/seriesStore.ts'
import { hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { hasTouchedHours, readTouchedHours } from '@city/store/state/touchedHours.ts'
import { batchesOf } from './batchesOf.ts'
import { stretchesOf } from './stretchesOf.ts'
import type { Task } from './computeTask.ts'
import { settleHours, type RoundParts } from './settleHours.ts'

export interface TouchedJobParts extends RoundParts {
  now: () => number
  /** Touched stations wait this long, so that a burst is computed once; default 2 s of the 5 s an index may take. */
  settleMs?: number
  /** How often hours are looked for that another program marked (`npm run rebuild`), ms. */
  pollMs?: number
  /** Whether landing has fallen behind: then what lies back is computed a batch a second, the present as always. */
  isBehind?: () => boolean
  /** Called with what is done of each batch. */
  onSettled?: (tasks: readonly Task[]) => void
}

/** After the turn of the hour its last readings are under way for a moment. */
const hourTurnMs = 30_000
/** Station-days computed before the newest are looked for again, so that a backfill does not hold up the present. */
const passLimit = 128
/** Days of one station that are settled as one: a few hundred points, so that landing does not wait long. */
const mostDays = 4
/** Of a station that reports often fewer, at least one: readings of a stretch. */
const mostOfStation = 3000
/** Readings of all stretches of a batch, after which landing has the machine for itself again. */
const mostOfBatch = 6000
/** Longest wait of `stop` for a series store that does not answer. */
const stopLimitMs = 1000
/** After each batch the job rests as long as the batch took, at most this long: landing comes first, ms. */
const mostRestMs = 100
/** The same while landing has fallen behind: nine times as long as it took, at most this long, ms. */
const mostBehindMs = 10_000
/** From one batch of what lies back to the next while landing has fallen behind, ms. */
const behindRestMs = 1000

/** Computes rollups and indices of the hours that stored readings touch, once they have ended, and again when late
 *  readings touch them. What is touched rests in the state database until it is computed: a stop, even a kill,
 *  leaves it for the next start. */
export function createTouchedJob(parts: TouchedJobParts) {
  const { stations, db, settleMs = 2000, pollMs = 3000 } = parts
  /** Air and water stations whose index of the hour that ended last is due, readings or none. */
  const turned = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let hourTimer: NodeJS.Timeout | undefined
  let poll: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let stopped = false
  /** The state database is no longer ours. */
  let gone = false

  function schedule(afterMs = settleMs): void {
    if (stopped) return
    timer ??= setTimeout(() => {
      timer = undefined
      running = running.then(pass).catch(failed)
    }, afterMs)
  }

  function perHour(id: string): number {
    const station = stations.get(id)
    return station ? (parts.quality?.perHour(station) ?? 3600 / station.intervalS) : 1
  }
  /** Readings that a task is expected to look at. */
  const readingsOf = ({ station, row }: Task): number =>
    row ? ((row.to + hourMs - row.from) / hourMs) * perHour(station) : 0

  async function pass(): Promise<void> {
    const end = hourStart(parts.now())
    const rows = readTouchedHours(db, end, passLimit)
    const judging = parts.quality && { judging: parts.quality.open() }
    const touched = stretchesOf(rows, (id) =>
      Math.min(mostDays, Math.floor(mostOfStation / perHour(id) / 24)),
    )
    const due = new Set(rows.filter(({ to }) => to >= end - hourMs).map(({ station }) => station))
    const others = [...turned].filter((station) => !due.has(station)).map((station): Task => ({ station }))
    let failures = 0
    const isPresent = (batch: readonly Task[]) => batch.some(({ row }) => !row || row.to >= end - 2 * hourMs)
    const batches = [...batchesOf(touched, readingsOf, mostOfBatch), ...batchesOf(others)]
    const isBehind = parts.isBehind?.() === true
    const past = isBehind ? batches.filter((batch) => !isPresent(batch)).slice(1) : []
    for (const batch of batches.filter((one) => !past.includes(one))) {
      if (stopped) return
      const began = performance.now()
      try {
        const done = await settleHours({ ...parts, ...judging, onError: failed }, batch, end, () => gone)
        failures += batch.length - done.length
        for (const { station, row } of done) if (!row || row.to >= end - hourMs) turned.delete(station)
        parts.onSettled?.(done)
      } catch (error) {
        // The store is away, as reported: all that is left waits for the next pass.
        if (!(error instanceof StoreAway)) throw error
        return schedule()
      }
      const took = performance.now() - began
      await wait(isBehind ? Math.min(mostBehindMs, 9 * took) : Math.min(mostRestMs, took))
    }
    if (failures > 0) schedule()
    else if (past.length > 0) schedule(behindRestMs)
    else if (rows.length === passLimit) schedule(0)
  }

  function failed(error: unknown): void {
    if (!gone) parts.onError(error instanceof Error ? error : new Error(String(error)))
  }

  function onHourTurn(): void {
    for (const { id, domain } of stations.values()) if (domain === 'air' || domain === 'water') turned.add(id)
    schedule()
    hourTimer = setTimeout(onHourTurn, hourStart(parts.now()) + hourMs + hourTurnMs - parts.now())
  }

  function look(): void {
    try {
      if (!timer && hasTouchedHours(db, hourStart(parts.now()) - hourMs)) schedule(0)
    } catch (error) {
      failed(error)
    }
  }

  return {
    /** Computes what the last run left and the hour that ended last. */
    start(): void {
      onHourTurn()
      poll = setInterval(look, pollMs)
    },
    /** Call when the readings and the hours they touch are durable. */
    onStored(readings: readonly Pick<Reading, 'time'>[]): void {
      const currentHour = hourStart(parts.now())
      if (readings.some(({ time }) => time < currentHour)) schedule()
    },
    /** Finishes the batch at hand, at most a second; the rest waits for the next start. */
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      clearTimeout(hourTimer)
      clearInterval(poll)
      let limit: NodeJS.Timeout | undefined
      await Promise.race([running, new Promise((resolve) => (limit = setTimeout(resolve, stopLimitMs)))])
      clearTimeout(limit)
      gone = true
    },
  }
}
