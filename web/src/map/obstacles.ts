import type { LabelBox } from './placeLabels.ts'

/** Where marks stand, so that names keep away from them. Boxes in px of the plane of the present zoom. */
export class Obstacles {
  readonly #byLayer = new Map<string, { boxes: readonly LabelBox[]; print: string }>()
  readonly #listeners = new Set<() => void>()

  all(): LabelBox[] {
    return [...this.#byLayer.values()].flatMap(({ boxes }) => boxes)
  }

  /** Replaces the boxes of one layer; the same boxes again wake nobody. */
  set(layer: string, boxes: readonly LabelBox[]): void {
    const print = boxes.map(({ id, x, y }) => `${id} ${Math.round(x)} ${Math.round(y)}`).join()
    if (this.#byLayer.get(layer)?.print === print) return
    this.#byLayer.set(layer, { boxes, print })
    for (const listener of this.#listeners) listener()
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
