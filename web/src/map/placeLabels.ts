export interface LabelBox {
  id: string
  x: number
  y: number
  width: number
  height: number
  /** Boxes of one group are alternatives: at most one of them is placed. */
  group?: string
}

/** Those boxes (centre and size in px) that can stand without touching an earlier one; earlier in the list wins. */
export function placeLabels<Box extends LabelBox>(boxes: readonly Box[], marginPx: number): Box[] {
  const placed: Box[] = []
  const groups = new Set<string>()
  for (const box of boxes) {
    if (box.group !== undefined && groups.has(box.group)) continue
    const free = placed.every(
      (other) =>
        Math.abs(box.x - other.x) * 2 >= box.width + other.width + 2 * marginPx ||
        Math.abs(box.y - other.y) * 2 >= box.height + other.height + 2 * marginPx,
    )
    if (!free) continue
    placed.push(box)
    if (box.group !== undefined) groups.add(box.group)
  }
  return placed
}
