import { setTimeout as wait } from 'node:timers/promises'
import type { Reading } from '@city/domain/reading/reading.ts'
import { StoreAway } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { hourStart } from '@city/domain/time/hanoiTime.ts'
import type { Quality } from './createQuality.ts'
import type { Span } from './judgeStation.ts'

export interface LiveQualityParts {
  stations: ReadonlyMap<string, Station>
  quality: Quality
  now: () => number
  onError: (error: Error) => void
  /** Readings gather for so long, ms; default 2 s. */
  gatherMs?: number
}

/** The job rests this many times as long as it worked on a station, so that landing comes first, … */
const restFactor = 9
/** … at most this long, ms. */
const mostRestMs = 3000

/** Judges readings of the running hour soon after they are stored, so that screens show what is stuck or spikes. Nothing of
 *  it needs to be remembered: the hour is judged again when it has ended. */
export function createLiveQuality(parts: LiveQualityParts) {
  const { stations, quality, now, gatherMs = 2000 } = parts
  const waiting = new Map<string, Span>()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const stopping = new AbortController()
  const { signal } = stopping

  function schedule(): void {
    if (signal.aborted) return
    timer ??= setTimeout(() => {
      timer = undefined
      running = running.then(pass).catch((error: unknown) => {
        parts.onError(error instanceof Error ? error : new Error(String(error)))
      })
    }, gatherMs)
  }

  function add(station: string, from: number, to: number): void {
    const known = waiting.get(station)
    if (known) {
      known.from = Math.min(known.from, from)
      known.to = Math.max(known.to, to)
    } else waiting.set(station, { from, to })
    schedule()
  }

  /** Its hour is marked as touched since it was stored, and settled when it has ended. */
  const isRunning = (time: number): boolean => time >= hourStart(now())

  async function pass(): Promise<void> {
    const judging = quality.open()
    for (const [id, span] of [...waiting]) {
      if (signal.aborted) return
      waiting.delete(id)
      const station = stations.get(id)
      if (!station) continue
      const began = performance.now()
      try {
        await judging.judge(station, span, isRunning)
      } catch (error) {
        if (!(error instanceof StoreAway)) throw error
        // The health of the store is told elsewhere; the end of the hour judges all of it.
        return waiting.clear()
      }
      const rest = Math.min(mostRestMs, restFactor * (performance.now() - began))
      await wait(rest, undefined, { signal }).catch(() => undefined)
    }
  }

  return {
    /** Call when readings are durable. */
    onStored(readings: readonly Pick<Reading, 'station' | 'time'>[]): void {
      const start = hourStart(now())
      for (const { station, time } of readings) if (time >= start) add(station, time, time + 1)
    },
    /** Judges the part of a span that lies in the running hour. */
    again(station: string, { from, to }: Span): void {
      const start = Math.max(from, hourStart(now()))
      const end = Math.min(to, now() + 1)
      if (start < end) add(station, start, end)
    },
    /** Ends after the station at hand. */
    async stop(): Promise<void> {
      stopping.abort()
      clearTimeout(timer)
      await running
    },
  }
}
