/** First and last time of a series in one batch, ms since 1970, both included. */
export interface Span {
  from: number
  to: number
}

/** Lines of one request, each ended by a line break, and by series key which times they write. */
export interface Batch<Body = Uint8Array> {
  body: Body
  spans: ReadonlyMap<string, Span>
}

/** Lines per request; measured on InfluxDB 1.6: 1,000 lines 136,000/s, 5,000 lines 209,000/s, 10,000 lines 259,000/s. */
export const maxLines = 5_000

/** Requests under way at once; measured: two carry half as much again as one, more add nothing on two cores. */
const maxUnderWay = 2

interface Waiting<Body> {
  batch: Batch<Body>
  start: () => void
}

/** Sends batches in order, two at a time, but never two at once whose times overlap in one series: they may hold
 *  the same point, the server might take them in either order, and the later value must win. */
export class BatchSender<Body = Uint8Array> {
  readonly #send: (body: Body) => Promise<void>
  readonly #underWay = new Set<Batch<Body>>()
  readonly #waiting: Waiting<Body>[] = []

  constructor(send: (body: Body) => Promise<void>) {
    this.#send = send
  }

  /** Resolves when the server has answered for this batch; rejects as `send` does. */
  async send(batch: Batch<Body>): Promise<void> {
    await new Promise<void>((start) => {
      this.#waiting.push({ batch, start })
      this.#startNext()
    })
    try {
      await this.#send(batch.body)
    } finally {
      this.#underWay.delete(batch)
      this.#startNext()
    }
  }

  #startNext(): void {
    for (;;) {
      const next = this.#waiting[0]
      if (!next || this.#underWay.size >= maxUnderWay || this.#clashes(next.batch)) return
      this.#waiting.shift()
      this.#underWay.add(next.batch)
      next.start()
    }
  }

  #clashes(batch: Batch<Body>): boolean {
    for (const other of this.#underWay) {
      for (const [seriesKey, { from, to }] of batch.spans) {
        const span = other.spans.get(seriesKey)
        if (span && span.from <= to && from <= span.to) return true
      }
    }
    return false
  }
}
