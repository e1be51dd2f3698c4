import type { Depth } from '@city/domain/flood/floodState.ts'
import { hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'

/** Depths of one flood point, by hour. */
export class BoardPoint {
  readonly #hours = new Map<number, Depth[]>()

  /** Those of [from, to), in order of time. */
  depths(from: number, to: number): Depth[] {
    const found: Depth[] = []
    for (let hour = hourStart(from); hour < to; hour += hourMs)
      for (const depth of this.#hours.get(hour) ?? [])
        if (depth.time >= from && depth.time < to) found.push(depth)
    return found
  }

  /** Replaces what is known of whole hours, [from, to). @param rows in order of time */
  replace(from: number, to: number, rows: readonly Depth[]): void {
    for (let hour = from; hour < to; hour += hourMs) this.#hours.delete(hour)
    for (const [hour, depths] of Map.groupBy(rows, ({ time }) => hourStart(time)))
      this.#hours.set(hour, depths)
  }

  /** Forgets hours before `from`. */
  forget(from: number): void {
    for (const hour of this.#hours.keys()) if (hour < from) this.#hours.delete(hour)
  }
}
