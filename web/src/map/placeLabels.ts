export interface LabelBox {
  id: string
  x: number
  y: number
  width: number
  height: number
}

/** Those boxes (centre and size in px) that can stand without touching an earlier one; earlier in the list wins. */
export function placeLabels(boxes: readonly LabelBox[], marginPx: number): LabelBox[] {
  const placed: LabelBox[] = []
  for (const box of boxes) {
    const free = placed.every(
      (other) =>
        Math.abs(box.x - other.x) * 2 >= box.width + other.width + 2 * marginPx ||
        Math.abs(box.y - other.y) * 2 >= box.height + other.height + 2 * marginPx,
    )
    if (free) placed.push(box)
  }
  return placed
}
