import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'

/** Remembers something of each series, found by its point without building a text per point where one tag is enough:
 *  of a million points most belong to a few hundred series. */
export class BySeries<T> {
  readonly #known = new Map<string, Map<string, T>>()

  /** What is remembered of the point's series, or what `make` gives, remembered from now on. */
  of(point: SeriesPoint, make: (point: SeriesPoint) => T): T {
    const { measurement, tags } = point
    let known = this.#known.get(measurement)
    if (!known) this.#known.set(measurement, (known = new Map<string, T>()))
    const values = Object.values(tags)
    const name = values.length === 1 ? (values[0] ?? '') : Object.entries(tags).join('\0')
    let found = known.get(name)
    if (found === undefined) known.set(name, (found = make(point)))
    return found
  }

  clear(): void {
    this.#known.clear()
  }
}
