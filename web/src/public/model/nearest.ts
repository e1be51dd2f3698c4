import { distanceM, type Position } from './distance.ts'

export interface Near<Item> {
  item: Item
  distanceM: number
  /** Nearer ones that were passed over, nearest first. */
  passedOver: { item: Item; distanceM: number }[]
}

/** The nearest usable item; old or unknown ones are passed over and named, never shown as the nearest.
 *  @returns undefined when none is usable */
export function nearestUsable<Item extends Position>(
  items: readonly Item[],
  at: Position,
  isUsable: (item: Item) => boolean,
): Near<Item> | undefined {
  const byDistance = sortedByDistance(items, at)
  const place = byDistance.findIndex(({ item }) => isUsable(item))
  const found = byDistance[place]
  return found && { ...found, passedOver: byDistance.slice(0, place) }
}

/** Every item with its distance in metres, nearest first. */
export function sortedByDistance<Item extends Position>(
  items: readonly Item[],
  at: Position,
): { item: Item; distanceM: number }[] {
  return items
    .map((item) => ({ item, distanceM: distanceM(at, item) }))
    .toSorted((a, b) => a.distanceM - b.distanceM)
}
