/** An item of a list that goes from new to old. `id` tells items of one moment apart. */
export interface Placed<Item> {
  at: number
  id: string
  item: Item
}

export interface Page<Item> {
  items: readonly Placed<Item>[]
  /** There is more after the last of them. */
  more: boolean
}

/** One page of several, each of which holds the first items of its list after the same place.
 *  @param compareIds order of the ids of one moment, the same as in each list
 *  @returns the first `limit` of all; more where what comes next has the same moment and id as the last one (two lists may
 *  hold the same), because a place could not stand between them. `next`: where the following page begins */
export function mergePages<Item>(
  pages: readonly Page<Item>[],
  limit: number,
  compareIds: (a: string, b: string) => number,
): { items: Placed<Item>[]; next: { at: number; id: string } | null } {
  const all = pages.flatMap(({ items }) => items).toSorted((a, b) => b.at - a.at || compareIds(b.id, a.id))
  let end = Math.min(limit, all.length)
  while (end > 0 && end < all.length && isSame(all[end]!, all[end - 1]!)) end++
  const last = all[end - 1]
  const isMore = end < all.length || pages.some(({ more }) => more)
  return { items: all.slice(0, end), next: isMore && last ? { at: last.at, id: last.id } : null }
}

function isSame(a: Placed<unknown>, b: Placed<unknown>): boolean {
  return a.at === b.at && a.id === b.id
}

export const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
export const byNumber = (a: string, b: string): number => Number(a) - Number(b)
