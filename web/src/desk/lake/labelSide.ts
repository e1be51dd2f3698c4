/** Where a name stands beside its mark. */
export type Side = 'right' | 'left' | 'below' | 'above'

interface Spot {
  x: number
  y: number
}

const radiusPx = 21
const linePx = 16
/** Mean advance of a letter of the name's type size, px. */
const letterPx = 7.2

const boxes: Record<Side, (at: Spot, width: number) => [left: number, top: number]> = {
  right: ({ x, y }) => [x + radiusPx + 4, y - linePx / 2],
  left: ({ x, y }, width) => [x - radiusPx - 4 - width, y - linePx / 2],
  below: ({ x, y }, width) => [x - width / 2, y + radiusPx],
  above: ({ x, y }, width) => [x - width / 2, y - radiusPx - linePx],
}

/** The first side on which a name of so many letters lies on the drawing and covers no other mark; right if none. */
export function labelSide(at: Spot, letters: number, others: readonly Spot[], drawingWidth: number): Side {
  const width = letters * letterPx
  const sides: readonly Side[] = ['right', 'left', 'below', 'above']
  return (
    sides.find((side) => {
      const [left, top] = boxes[side](at, width)
      if (left < 0 || left + width > drawingWidth) return false
      return !others.some(({ x, y }) => {
        const dx = Math.max(left - x, 0, x - left - width)
        const dy = Math.max(top - y, 0, y - top - linePx)
        return Math.hypot(dx, dy) < radiusPx
      })
    }) ?? 'right'
  )
}
