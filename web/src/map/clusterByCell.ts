export interface Cluster<Item> {
  /** the item's own id, or the cell's */
  id: string
  x: number
  y: number
  items: Item[]
}

/** Items gathered by square cells of the screen, each cluster in the middle of its members.
 *  @param placeOf px on a plane that does not move while the map pans, so that clusters do not flicker */
export function clusterByCell<Item>(
  items: readonly Item[],
  placeOf: (item: Item) => { id: string; x: number; y: number },
  cellPx: number,
): Cluster<Item>[] {
  const cells = new Map<string, { items: Item[]; ids: string[]; x: number; y: number }>()
  for (const item of items) {
    const { id, x, y } = placeOf(item)
    const key = `${Math.floor(x / cellPx)}:${Math.floor(y / cellPx)}`
    const cell = cells.get(key) ?? { items: [], ids: [], x: 0, y: 0 }
    cell.items.push(item)
    cell.ids.push(id)
    cell.x += x
    cell.y += y
    cells.set(key, cell)
  }
  return [...cells].map(([key, cell]) => ({
    id: cell.ids.length === 1 ? cell.ids[0]! : `cell ${key}`,
    x: cell.x / cell.items.length,
    y: cell.y / cell.items.length,
    items: cell.items,
  }))
}
