import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { Problem } from '../http/problem.ts'

type Reader = Pick<SeriesStore, 'readRows' | 'readWindows'>

/** Lets few pieces of work run at once and few wait; whoever comes beyond that is told to come back. */
export class FewAtOnce {
  readonly #atOnce: number
  readonly #mostWaiting: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(atOnce: number, mostWaiting: number) {
    this.#atOnce = atOnce
    this.#mostWaiting = mostWaiting
  }

  /** Runs `work` when its turn comes, in order of arrival. Rejects as `work` does, or with Problem 503 when too many wait. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#atOnce) this.#running++
    else if (this.#waiting.length >= this.#mostWaiting) {
      const detail = 'too many long series are being read; try again shortly, or ask for a shorter span'
      throw new Problem(503, 'busy', detail, { 'Retry-After': '5' })
    } else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await work()
    } finally {
      // Whoever waits takes over this place, so nobody who comes meanwhile gets in between.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }
}

/** A reader whose reads of more than `heavyMs` share the places of `few`; short reads never wait.
 *  @param heavyMs span, ms */
export function withFewHeavyReads(series: Reader, heavyMs: number, few: FewAtOnce): Reader {
  const run = <T>({ from, to }: { from: number; to: number }, read: () => Promise<T>): Promise<T> =>
    to - from > heavyMs ? few.run(read) : read()
  return {
    readRows: (query) => run(query, () => series.readRows(query)),
    readWindows: (query) => run(query, () => series.readWindows(query)),
  }
}
