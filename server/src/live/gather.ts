import type { LiveKind } from '@city/domain/live/topics.ts'
import type { LiveItems } from '../latest.ts'

/** Shortest time between two batches of one kind, ms (contract of the live socket, design section 6). */
export const batchIntervalMs = 250
/** Values that come together leave together: a first value after a quiet time waits this long for company, ms. */
const companyMs = 25

type Gathered = { [Kind in LiveKind]: Map<string, LiveItems[Kind]> }
export type Batches = { [Kind in LiveKind]: LiveItems[Kind][] }

function empty(): Gathered {
  return { readings: new Map(), indices: new Map(), cameras: new Map(), indicators: new Map() }
}

/** Gathers values and hands them over at most every 250 ms; of several values of one key the last one goes. */
export class Gather {
  #waiting = empty()
  #timer: NodeJS.Timeout | undefined
  #lastAt = -Infinity
  readonly #flush: (batches: Batches) => void

  constructor(flush: (batches: Batches) => void) {
    this.#flush = flush
  }

  add<Kind extends LiveKind>(kind: Kind, key: string, item: LiveItems[Kind]): void {
    const waiting: Map<string, LiveItems[Kind]> = this.#waiting[kind]
    waiting.set(key, item)
    if (this.#timer) return
    const waitMs = Math.max(companyMs, this.#lastAt + batchIntervalMs - performance.now())
    this.#timer = setTimeout(() => this.#hand(), waitMs)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#waiting = empty()
  }

  #hand(): void {
    const { readings, indices, cameras, indicators } = this.#waiting
    this.#waiting = empty()
    this.#timer = undefined
    this.#lastAt = performance.now()
    this.#flush({
      readings: [...readings.values()],
      indices: [...indices.values()],
      cameras: [...cameras.values()],
      indicators: [...indicators.values()],
    })
  }
}
