import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { PlanSettings } from './plan/plan.ts'

export type PublisherOrder = { kind: 'part' } | { kind: 'again'; since: number }
export type PublisherReport =
  | { kind: 'ready' }
  | { kind: 'progress'; acknowledged: number }
  | { kind: 'part'; part: number; acknowledged: number; sent: number }
  | { kind: 'again'; messages: number }

export interface Publishing {
  /** Readings that the broker has acknowledged, each once. */
  readonly acknowledged: number
  /** Messages sent once more because the broker may have lost them. */
  readonly again: number
  /** How often the broker was taken for dead so far. */
  readonly losses: number
  /** Begins the next part of the plan. */
  startPart(): void
  /** True while every message of the part is acknowledged, and none is to be sent again. */
  isPartDone(): boolean
  /** Sends again what was acknowledged at `since` (ms since 1970) or later. */
  sendAgain(since: number): void
  stop(): void
}

/** Starts the stations in a process of their own; resolves when they are connected.
 *  @param rate readings per second */
export async function startPublishing(url: string, plan: PlanSettings, rate: number): Promise<Publishing> {
  const child = fork(join(import.meta.dirname, 'publisher.ts'), [url, JSON.stringify(plan), String(rate)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  const order = (message: PublisherOrder): void => void child.send(message)
  let acknowledged = 0
  let again = 0
  let losses = 0
  let isDone = false
  let isAsked = 0
  const ready = Promise.withResolvers<void>()
  child.on('message', (report: PublisherReport) => {
    if (report.kind === 'ready') ready.resolve()
    if (report.kind === 'progress') acknowledged = report.acknowledged
    if (report.kind === 'part') {
      acknowledged = report.acknowledged
      isDone = isAsked === 0
    }
    if (report.kind === 'again') {
      again += report.messages
      isAsked--
    }
  })
  child.once('exit', (code) => ready.reject(new Error(`the stations ended: ${code}`)))
  await ready.promise
  return {
    get acknowledged() {
      return acknowledged
    },
    get again() {
      return again
    },
    get losses() {
      return losses
    },
    startPart() {
      isDone = false
      order({ kind: 'part' })
    },
    isPartDone: () => isDone,
    sendAgain(since) {
      isDone = false
      losses++
      isAsked++
      order({ kind: 'again', since })
    },
    stop: () => void child.kill('SIGKILL'),
  }
}
