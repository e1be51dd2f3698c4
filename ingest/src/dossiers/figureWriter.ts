import { StoreRefused, type SeriesPoint, type SeriesStore } from '@city/domain/series/seriesStore.ts'

const firstWaitMs = 1000
const longestWaitMs = 60_000
/** Some 10 MB: days of the city's figures, hours of all units'. Beyond it the oldest go. */
const pointsKept = 50_000

/** Writes figures to the series store. While the store is away they are kept and tried again with a growing wait;
 *  they could be calculated again from the state database, so they are kept in memory only.
 *  @param now ms since 1970 UTC */
export function createFigureWriter(
  series: SeriesStore,
  now: () => number,
  onError: ((error: Error) => void) | undefined,
) {
  const waiting = new Map<string, SeriesPoint>()
  let waitMs = 0
  let notBefore = 0

  return {
    add(point: SeriesPoint): void {
      const key = `${point.tags.unit}|${point.tags.code}|${point.time}`
      // The latest value of the minute stands, and stands last.
      waiting.delete(key)
      waiting.set(key, point)
      if (waiting.size > pointsKept) waiting.delete(waiting.keys().next().value!)
    },
    /** Writes what waits, unless the store was away a moment ago. Never rejects. */
    async flush(): Promise<void> {
      if (waiting.size === 0 || now() < notBefore) return
      const batch = new Map(waiting)
      try {
        await series.write([...batch.values()])
        waitMs = 0
      } catch (error) {
        onError?.(error instanceof Error ? error : new Error(String(error)))
        if (!(error instanceof StoreRefused)) {
          waitMs = Math.min(Math.max(firstWaitMs, waitMs * 2), longestWaitMs)
          notBefore = now() + waitMs
          return
        }
      }
      // What was replaced while the store wrote stays for the next time.
      for (const [key, point] of batch) if (waiting.get(key) === point) waiting.delete(key)
    },
  }
}
