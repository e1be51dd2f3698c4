import type { ServerClock } from './clock.ts'
import type { Listener } from './keyedListeners.ts'

interface Ticker {
  value: number
  listeners: Set<Listener>
  timer: ReturnType<typeof setInterval> | undefined
}

/** Ticks on the server's clock, one timer per rhythm for the whole page. */
export class Tickers {
  readonly #clock: ServerClock
  readonly #byRhythm = new Map<number, Ticker>()

  constructor(clock: ServerClock) {
    this.#clock = clock
  }

  /** The server's time (ms since 1970 UTC) at the last tick of this rhythm. */
  value(everyMs: number): number {
    return this.#ticker(everyMs).value
  }

  subscribe(everyMs: number, listener: Listener): () => void {
    const ticker = this.#ticker(everyMs)
    if (ticker.listeners.size === 0) {
      ticker.value = this.#clock.now()
      ticker.timer = setInterval(() => this.#tick(ticker), everyMs)
    }
    ticker.listeners.add(listener)
    return () => {
      ticker.listeners.delete(listener)
      if (ticker.listeners.size > 0) return
      clearInterval(ticker.timer)
      this.#byRhythm.delete(everyMs)
    }
  }

  /** Ticks now, for instance when the first answer has shown that this machine's clock is wrong. */
  refresh(): void {
    for (const ticker of this.#byRhythm.values()) this.#tick(ticker)
  }

  #ticker(everyMs: number): Ticker {
    let ticker = this.#byRhythm.get(everyMs)
    if (!ticker) {
      ticker = { value: this.#clock.now(), listeners: new Set(), timer: undefined }
      this.#byRhythm.set(everyMs, ticker)
    }
    return ticker
  }

  #tick(ticker: Ticker): void {
    ticker.value = this.#clock.now()
    for (const listener of ticker.listeners) listener()
  }
}
