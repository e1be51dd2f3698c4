export interface LabelBox {
  id: string
  x: number
  y: number
  width: number
  height: number
  /** Boxes of one group are alternatives: at most one of them is placed. */
  group?: string
}

/** Those boxes (centre and size in px) that can stand without touching an earlier one; earlier in the list wins.
 *  @param taken boxes that stand already, overlapping or not */
export function placeLabels<Box extends LabelBox>(
  boxes: readonly Box[],
  marginPx: number,
  taken: readonly LabelBox[] = [],
): Box[] {
  const placed: Box[] = []
  const groups = new Set<string>()
  for (const box of boxes) {
    if (box.group !== undefined && groups.has(box.group)) continue
    if (taken.some((other) => touches(box, other, marginPx))) continue
    if (placed.some((other) => touches(box, other, marginPx))) continue
    placed.push(box)
    if (box.group !== undefined) groups.add(box.group)
  }
  return placed
}

function touches(box: LabelBox, other: LabelBox, marginPx: number): boolean {
  return (
    Math.abs(box.x - other.x) * 2 < box.width + other.width + 2 * marginPx &&
    Math.abs(box.y - other.y) * 2 < box.height + other.height + 2 * marginPx
  )
}
