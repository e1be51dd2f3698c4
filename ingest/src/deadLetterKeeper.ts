import {
  letGoOfDeadLetters,
  sizeOfDeadLetters,
  type DeadLetterBounds,
  type TrimCause,
} from '@city/store/state/deadLettersTrim.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import type { Logger } from './log.ts'

export interface DeadLetterKeeperParts {
  db: StateDb
  /** days since it came last; bytes of content; letters */
  limits: { days: number; bytes: number; letters?: number }
  /** Told of letters let go, so that nothing disappears in silence. */
  onTrimmed: (why: TrimCause, letters: number) => void
  now: () => number
  log: Pick<Logger, 'warn'>
}

const dayMs = 86_400_000
const everyMs = 3_600_000
/** A letter takes some hundred bytes beside its content. */
const mostLetters = 100_000
/** Letters let go at a time. */
const slice = 500
/** Once a bound is passed, a little more goes than must, so that a flood does not trim at each letter. */
const rest = 0.98

/** Keeps dead letters within their bounds: every hour, and as soon as they grow beyond. */
export function keepDeadLetters({ db, limits, onTrimmed, now, log }: DeadLetterKeeperParts) {
  const bounds = { bytes: limits.bytes, letters: limits.letters ?? mostLetters }
  let size = sizeOfDeadLetters(db)
  let timer: NodeJS.Timeout | undefined
  let next: NodeJS.Immediate | undefined
  let stopped = false

  const isOver = () => size.bytes > bounds.bytes || size.letters > bounds.letters

  function check(): void {
    // Replays take letters away unseen: look again before anything goes.
    size = sizeOfDeadLetters(db)
    const part = isOver() ? rest : 1
    const since = now() - limits.days * dayMs
    trim({ since, bytes: bounds.bytes * part, letters: bounds.letters * part }, new Map())
  }

  function trim(to: DeadLetterBounds, gone: Map<TrimCause, number>): void {
    const { trimmed, left } = letGoOfDeadLetters(db, to, size, now(), slice)
    size = left
    let letters = 0
    for (const [why, some] of trimmed) {
      letters += some
      gone.set(why, (gone.get(why) ?? 0) + some)
      onTrimmed(why, some)
    }
    next = undefined
    if (letters === slice && !stopped) next = setImmediate(trim, to, gone)
    else if (gone.size > 0)
      log.warn(
        { letters: Object.fromEntries(gone), left },
        'dead letters were let go: see DEAD_LETTER_DAYS, DEAD_LETTER_MB',
      )
  }

  return {
    /** New letters were written; the bytes of each. Trims after the caller's transaction, not in it. */
    grown(added: readonly number[]): void {
      for (const bytes of added) size.bytes += bytes
      size.letters += added.length
      if (isOver() && !next && !stopped) next = setImmediate(check)
    },
    start(): void {
      check()
      timer = setInterval(() => void (next ??= setImmediate(check)), everyMs)
    },
    stop(): void {
      stopped = true
      clearInterval(timer)
      clearImmediate(next)
    },
  }
}
