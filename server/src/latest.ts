import { isDeepStrictEqual } from 'node:util'
import type { CameraItem, IndexState, IndicatorItem } from '@city/domain/api/schemas.ts'
import type { IndexUpdate, ReadingUpdate } from '@city/domain/live/events.ts'
import type { LiveKind } from '@city/domain/live/topics.ts'

/** Item of each kind of live message. */
export interface LiveItems {
  readings: ReadingUpdate
  indices: IndexUpdate
  cameras: CameraItem
  indicators: IndicatorItem
}

/** Told of every value that became the newest of its key. */
export type LatestListener = <Kind extends LiveKind>(kind: Kind, key: string, item: LiveItems[Kind]) => void

/** The newest value of each station, index, camera and indicator, in memory. Older never replaces newer; of two for
 *  the same moment the one that came last stays (a correction), and what says nothing new wakes nobody. */
export class Latest {
  readonly readings = new Map<string, ReadingUpdate>()
  readonly indices = new Map<string, IndexUpdate>()
  readonly cameras = new Map<string, CameraItem>()
  readonly indicators = new Map<string, IndicatorItem>()
  readonly #listeners = new Set<LatestListener>()

  /** Calls `listener` for every accepted value from now on; gives the function that ends it. */
  onChange(listener: LatestListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes items of any source in any order; gives how many of them were news. */
  take<Kind extends LiveKind>(kind: Kind, items: readonly LiveItems[Kind][]): number {
    let news = 0
    for (const item of items) if (this.#takeOne(kind, item)) news++
    return news
  }

  indexOf(station: string): IndexState | null {
    return this.indices.get(station)?.index ?? null
  }

  #takeOne<Kind extends LiveKind>(kind: Kind, item: LiveItems[Kind]): boolean {
    const key = keyOf(item)
    const known: Map<string, LiveItems[LiveKind]> = this[kind]
    const before = known.get(key)
    if (before !== undefined) {
      if (timeOf(item) < timeOf(before)) return false
      // The same item read from the state has its keys in another order than from the broker.
      if (isDeepStrictEqual(item, before)) return false
    }
    known.set(key, item)
    for (const listener of this.#listeners) listener(kind, key, item)
    return true
  }
}

function keyOf(item: LiveItems[LiveKind]): string {
  if ('station' in item) return item.station
  return 'id' in item ? item.id : item.code
}

/** The moment that an item speaks of, ms since 1970 UTC; −∞ when nothing was ever seen. */
export function timeOf(item: LiveItems[LiveKind]): number {
  const time =
    'latest' in item
      ? item.latest.time
      : 'index' in item
        ? item.index.time
        : 'checked_at' in item
          ? item.checked_at
          : item.as_of
  return time === null ? -Infinity : Date.parse(time)
}
