import { z } from 'zod'

/** A peer that answers in so long is there, ms: a page must not wait for one that is not. */
const answerLimitMs = 3000

/** An answer of another ingest process. `name`: its own (x-ingest-instance), from an earlier answer when it is away. */
export interface PeerAnswer<Body> {
  name: string | null
  url: string
  /** Undefined: it cannot be reached, or did not answer as expected. */
  body: Body | undefined
}

export const nameHeader = 'x-ingest-instance'

/** The other ingest processes (INGEST_PEERS), asked over their HTTP fronts. */
export class Peers {
  readonly urls: readonly string[]
  readonly #names = new Map<string, string>()

  constructor(urls: readonly string[]) {
    this.urls = urls
  }

  /** Asks all of them at the same time; gives their answers in the order of the setting. Never rejects. */
  askAll<Body>(path: string, schema: z.ZodType<Body>): Promise<PeerAnswer<Body>[]> {
    return Promise.all(this.urls.map((url) => this.#ask(url, path, schema)))
  }

  /** Where the peer of this name is; undefined when none of those that can be reached has it. */
  async urlOf(name: string): Promise<string | undefined> {
    const known = () => this.urls.find((url) => this.#names.get(url) === name)
    if (!known()) await this.askAll('/livez', z.unknown())
    return known()
  }

  async #ask<Body>(url: string, path: string, schema: z.ZodType<Body>): Promise<PeerAnswer<Body>> {
    const body = await this.#fetch(url, path, schema).catch(() => undefined)
    return { name: this.#names.get(url) ?? null, url, body }
  }

  async #fetch<Body>(url: string, path: string, schema: z.ZodType<Body>): Promise<Body | undefined> {
    const answer = await fetch(new URL(path, url), { signal: AbortSignal.timeout(answerLimitMs) })
    const name = answer.headers.get(nameHeader)
    if (name) this.#names.set(url, name)
    if (answer.ok) return schema.parse(await answer.json())
    await answer.body?.cancel()
    return undefined
  }
}
