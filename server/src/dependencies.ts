import type { DependencyState, Readiness } from '@city/domain/api/service.ts'
import type { Log } from './log.ts'

/** What the server rests on, with its state and since when; says changes once, in both directions. */
export class Dependencies {
  readonly #states = new Map<string, DependencyState>()
  readonly #clock: () => number
  readonly #log: Log

  constructor(clock: () => number, log: Log) {
    this.#clock = clock
    this.#log = log
  }

  /** @param required without it `/readyz` says no; otherwise the server is degraded but answers */
  declare(name: string, required: boolean): void {
    this.#states.set(name, { name, state: 'starting', since: this.#now(), required, detail: null })
  }

  up(name: string): void {
    this.#change(name, 'up', null)
  }

  /** @param cause shown to operators; an address with a password must not be in it */
  away(name: string, cause: unknown): void {
    this.#change(name, 'away', cause instanceof Error ? textOf(cause) : String(cause))
  }

  isUp(name: string): boolean {
    return this.#states.get(name)?.state === 'up'
  }

  readiness(): Readiness {
    const dependencies = [...this.#states.values()]
    const missing = dependencies.filter(({ state }) => state !== 'up')
    const status = missing.some(({ required }) => required)
      ? 'not_ready'
      : missing.length > 0
        ? 'degraded'
        : 'ready'
    return { status, dependencies }
  }

  #change(name: string, state: 'up' | 'away', detail: string | null): void {
    const before = this.#states.get(name)
    if (!before) throw new RangeError(`dependency ${name} is not declared`)
    if (before.state === state) {
      // The same state for another reason: what operators read must be the present one.
      if (before.detail !== detail) this.#states.set(name, { ...before, detail })
      return
    }
    this.#states.set(name, { ...before, state, since: this.#now(), detail })
    if (state === 'away') this.#log.warn({ detail }, `${name} is away; trying again by itself`)
    else if (before.state === 'away') this.#log.warn({ since: before.since }, `${name} is back`)
    else this.#log.info({ dependency: name }, `${name} is there`)
  }

  #now(): string {
    return new Date(this.#clock()).toISOString()
  }
}

/** fetch hides the reason in `cause`; refused connections may arrive as an AggregateError with an empty message. */
function textOf(error: Error): string {
  if (error.message === 'fetch failed' && error.cause instanceof Error) return textOf(error.cause)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return error.message || code || error.name
}
