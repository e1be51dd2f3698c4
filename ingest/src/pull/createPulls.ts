import { readNewest } from '@city/store/state/pullSeen.ts'
import type { Logger } from '../log.ts'
import { createHostTurns } from './hostTurns.ts'
import { createPullDesk, type DeskParts } from './pullDesk.ts'
import { PullFault } from './pullFault.ts'
import type { PullSource } from './pullSource.ts'
import { backoffMs } from './retryAfter.ts'

/** How a source is doing; times in ms since 1970 UTC. */
export interface PullSigns {
  source: string
  intervalMs: number
  lastSuccessAt: number | null
  /** Time of its newest observation. */
  newestAt: number | null
  /** Since the start, and in a row. */
  polls: number
  failed: number
  failures: number
  fault: string | null
  /** Stations that it goes on listing without new values. */
  frozen: readonly string[]
  notices: readonly string[]
}

/** Failures in a row from which a source is named as away. */
export const awayAfter = 3

/** Asks sources in their intervals, each on its own; after a failure it waits longer each time, and as long as the other side
 *  asks for. Says once when a source is away and when it is back. */
export function createPulls(
  sources: readonly PullSource[],
  parts: Omit<DeskParts, 'turn' | 'signal'> & { log: Pick<Logger, 'info' | 'warn'>; chance?: () => number },
) {
  const { log, now, chance = Math.random } = parts
  const stopping = new AbortController()
  const turn = createHostTurns()
  const timers = new Set<NodeJS.Timeout>()
  const running = new Set<Promise<void>>()
  const all = sources.map((source) => createPull(source))

  function createPull(source: PullSource) {
    const signs: PullSigns = {
      ...{ source: source.name, intervalMs: source.intervalMs, lastSuccessAt: null },
      ...{ newestAt: readNewest(parts.db, source.name), polls: 0, failed: 0, failures: 0 },
      ...{ fault: null, frozen: [], notices: [] },
    }
    const desk = createPullDesk(
      source,
      { ...parts, turn, signal: stopping.signal },
      {
        notices(texts) {
          for (const text of texts) if (!signs.notices.includes(text)) log.warn({ source: source.name }, text)
          signs.notices = [...texts]
        },
        frozen(stations) {
          const before = signs.frozen.join()
          signs.frozen = [...stations]
          if (before !== stations.join())
            log.warn({ source: source.name, stations }, 'stations without new values at the source')
        },
      },
    )

    /** @returns ms until the next one */
    async function poll(): Promise<number> {
      signs.polls++
      try {
        await source.poll(desk)
        if (signs.failures > 0) log.info({ source: source.name, failures: signs.failures }, 'source is back')
        signs.lastSuccessAt = now()
        signs.failures = 0
        signs.fault = null
        return source.intervalMs
      } catch (error) {
        if (stopping.signal.aborted) return source.intervalMs
        signs.failed++
        signs.failures++
        signs.fault = error instanceof Error ? error.message : String(error)
        if (signs.failures === 1)
          log.warn({ source: source.name, fault: signs.fault }, 'source cannot be taken')
        const askedMs = error instanceof PullFault ? error.retryAfterMs : undefined
        // What can be taken must not wait for a part that cannot.
        if (error instanceof PullFault && error.isPartial) return Math.max(source.intervalMs, askedMs ?? 0)
        return backoffMs(signs.failures, { intervalMs: source.intervalMs, askedMs, chance: chance() })
      } finally {
        signs.newestAt = readNewest(parts.db, source.name)
      }
    }
    return { signs, poll }
  }

  function schedule(pull: (typeof all)[number], afterMs: number): void {
    if (stopping.signal.aborted) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      const run = pull.poll().then(
        (next) => schedule(pull, next),
        (error: unknown) => {
          log.warn({ error: String(error) }, 'a poll ended badly')
          schedule(pull, pull.signs.intervalMs)
        },
      )
      running.add(run)
      void run.finally(() => running.delete(run))
    }, afterMs)
    timers.add(timer)
  }

  return {
    start: () => all.forEach((pull) => schedule(pull, 0)),
    signs: (): PullSigns[] => all.map(({ signs }) => signs),
    /** Names of sources that are away. */
    delays: (): string[] =>
      all.flatMap(({ signs }) => (signs.failures >= awayAfter ? [`source ${signs.source}`] : [])),
    /** Cuts what is under way; what was handed to the pipeline is landed. */
    async stop(): Promise<void> {
      stopping.abort()
      for (const timer of timers) clearTimeout(timer)
      await Promise.all(running)
    },
  }
}

export type Pulls = ReturnType<typeof createPulls>
