import { deadLetterSummary, placeText, type DeadLetterSummary } from '@city/domain/api/deadLetters.ts'
import { deadLetterList, type DeadLetterList } from '@city/domain/api/schemas.ts'
import type { DeadLetterFilter } from '@city/store/state/deadLettersList.ts'
import { byText, mergePages, type Page } from './mergePages.ts'
import type { Peers } from './peers.ts'
import { textOf } from './queryText.ts'

type Letter = DeadLetterList['items'][number]

/** A letter of another ingest is named `{its name}_{id}` to the outside: the same may rest in two places. */
const foreign = /^([\w-]+)_(\w+)$/

/** Where a letter is: the id there, and the address of its ingest; `url` undefined: in our own state.
 *  Undefined when its ingest is not known or cannot be reached. */
export async function whereIs(peers: Peers, id: string): Promise<{ id: string; url?: string } | undefined> {
  const [, name, rest] = foreign.exec(id) ?? []
  if (name === undefined || rest === undefined) return { id }
  const url = await peers.urlOf(name)
  return url === undefined ? undefined : { id: rest, url }
}

/** Our page and those of the others as one. */
export async function withPeerLetters(
  peers: Peers,
  own: DeadLetterList,
  query: DeadLetterFilter & { limit: number; next?: string | undefined },
): Promise<DeadLetterList> {
  if (peers.urls.length === 0) return own
  const answers = await peers.askAll(`/api/v1/dead-letters?${textOf({ ...query })}`, deadLetterList)
  const pages = answers.map(({ name, body }) => placesOf(body, name ?? '?'))
  const { items, next } = mergePages([placesOf(own), ...pages], query.limit, byText)
  return {
    items: items.map(({ item }) => item),
    next: next && placeText({ lastAt: next.at, id: next.id }),
    complete: answers.every(({ body }) => body !== undefined),
  }
}

function placesOf(list: DeadLetterList | undefined, name?: string): Page<Letter> {
  const { items = [], next = null } = list ?? {}
  return {
    items: items.map((letter) => {
      const { id, received_at } = letter
      const item = name === undefined ? letter : { ...letter, id: `${name}_${id}` }
      return { at: Date.parse(received_at), id, item }
    }),
    more: next !== null,
  }
}

/** Our counts and those of the others as one. */
export async function withPeerCounts(
  peers: Peers,
  own: DeadLetterSummary,
  filter: DeadLetterFilter,
): Promise<DeadLetterSummary> {
  if (peers.urls.length === 0) return own
  const path = `/api/v1/dead-letters/summary?${textOf({ ...filter })}`
  const answers = await peers.askAll(path, deadLetterSummary)
  const all = [own, ...answers.flatMap(({ body }) => body ?? [])]
  const by = sums(
    all.flatMap((one) => one.by),
    ({ reason, source }) => JSON.stringify([reason, source]),
    (a, b) => ({
      ...a,
      letters: a.letters + b.letters,
      count: a.count + b.count,
      first_at: a.first_at < b.first_at ? a.first_at : b.first_at,
      last_at: a.last_at > b.last_at ? a.last_at : b.last_at,
    }),
  )
  const oldest = all.flatMap(({ oldest_at }) => oldest_at ?? []).toSorted(byText)
  return {
    total: all.reduce((sum, { total }) => sum + total, 0),
    count: all.reduce((sum, { count }) => sum + count, 0),
    oldest_at: oldest[0] ?? null,
    by: by.toSorted((a, b) => b.letters - a.letters || byText(a.reason + a.source, b.reason + b.source)),
    trimmed: sums(
      all.flatMap(({ trimmed }) => trimmed),
      ({ why }) => why,
      (a, b) => ({
        ...a,
        letters: a.letters + b.letters,
        last_at: a.last_at > b.last_at ? a.last_at : b.last_at,
      }),
    ),
    complete: answers.every(({ body }) => body !== undefined),
  }
}

function sums<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  add: (a: Item, b: Item) => Item,
): Item[] {
  const byKey = new Map<string, Item>()
  for (const item of items) {
    const key = keyOf(item)
    const sum = byKey.get(key)
    byKey.set(key, sum === undefined ? item : add(sum, item))
  }
  return [...byKey.values()]
}
