import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const compress = promisify(gzip)
/** Below one network packet compressing gains nothing. */
const worthCompressingBytes = 1400
/** `now` inside an answer counts for its tag only by the half minute, so that unchanged data can be told as unchanged. */
const nowGrainMs = 30_000

/** One answer ready to be sent any number of times. */
export interface Representation {
  type: string
  etag: string
  bytes: Buffer
  headers: Readonly<Record<string, string>>
  /** The gzipped bytes, made once when first asked for; undefined where it gains nothing. */
  gzipped(): Promise<Buffer> | undefined
}

/** The tag of a text. `now`: the moment that the text names as its own, if it does (RFC 3339). */
export function tagOf(text: string, now?: unknown): string {
  const grain = typeof now === 'string' ? Math.floor(Date.parse(now) / nowGrainMs) : undefined
  const judged = typeof now === 'string' && grain !== undefined ? text.replace(now, String(grain)) : text
  return `W/"${createHash('sha256').update(judged).digest('base64url').slice(0, 27)}"`
}

/** A representation of a text; `now` as in `tagOf`. */
export function represent(
  type: string,
  text: string,
  headers: Readonly<Record<string, string>> = {},
  now?: unknown,
): Representation {
  const bytes = Buffer.from(text)
  let small: Promise<Buffer> | undefined
  return {
    type,
    etag: tagOf(text, now),
    bytes,
    headers,
    gzipped: () => (bytes.length < worthCompressingBytes ? undefined : (small ??= compress(bytes))),
  }
}

/** Keeps representations by key for a short while: a storm of equal requests costs one. */
export class Keep {
  readonly #entries = new Map<string, { until: number; made: Promise<Representation> }>()
  readonly #limit: number
  readonly #clock: () => number

  /** @param limit answers held at most; the oldest goes first */
  constructor(limit: number, clock: () => number) {
    this.#limit = limit
    this.#clock = clock
  }

  /** The kept representation of `key`, else a new one. Callers that come while it is being made share it; a failure is not kept. */
  get(key: string, keepMs: number, make: () => Promise<Representation>): Promise<Representation> {
    const now = this.#clock()
    const entry = this.#entries.get(key)
    if (entry && entry.until > now && entry.until <= now + keepMs) return entry.made
    const made = make()
    this.#entries.delete(key)
    this.#entries.set(key, { until: now + keepMs, made })
    const oldest = this.#entries.keys().next()
    if (this.#entries.size > this.#limit && !oldest.done) this.#entries.delete(oldest.value)
    made.catch(() => {
      if (this.#entries.get(key)?.made === made) this.#entries.delete(key)
    })
    return made
  }
}
