import { z } from 'zod'
import { Problem } from './problem.ts'

/** Query parameters of a list: `limit` items at most, `next` as the page before gave it. */
export function pageQuery(usual: number, most: number) {
  return {
    limit: z.coerce.number().int().min(1).max(most).default(usual).describe(`items at most, 1 … ${most}`),
    next: z.string().max(200).optional().describe('where the page before ended (its `next`)'),
  }
}

/** One page of an ordered list; `next` is the key of its last item, or null at the end.
 *  @throws Problem when `next` names no item */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  page: { limit: number; next?: string | undefined },
): { items: Item[]; next: string | null } {
  const after = page.next === undefined ? -1 : items.findIndex((item) => keyOf(item) === page.next)
  if (page.next !== undefined && after === -1)
    throw new Problem(400, 'bad-request', 'next: names no page of this list; start again without it')
  const shown = items.slice(after + 1, after + 1 + page.limit)
  const last = shown.at(-1)
  const isEnd = after + 1 + shown.length >= items.length
  return { items: shown, next: isEnd || last === undefined ? null : keyOf(last) }
}
