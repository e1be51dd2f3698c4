import { measurements } from '@city/domain/series/measurements.ts'
import type { SeriesPoint, SeriesRow, SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { IndexChange, IndexKind } from '@city/store/state/indexRevisions.ts'

/** What was written for an hour or day before. */
export interface PublishedIndex {
  /** Null when the point says that there is none any more, undefined when there never was one. */
  value: number | null | undefined
  fields: SeriesRow['fields']
}

/** By start of the hour or day. */
export type Published = ReadonlyMap<number, PublishedIndex>

/** Indices as they stand in a series, by the start of their hour or day. Rejects with StoreAway. */
export async function readPublished(
  series: Pick<SeriesStore, 'readRows'>,
  measurement: string,
  station: string,
  { from, to }: { from: number; to: number },
): Promise<Published> {
  if (from >= to) return new Map()
  const fields = Object.keys(measurements[measurement]!.fields)
  const rows = await series.readRows({ measurement, tags: { station }, from, to, fields })
  return new Map(
    rows.map((row) => {
      const { valid, value } = row.fields
      // Fields merge: with valid 0 the value is left over from an index that was taken back.
      const held = typeof value !== 'number' ? undefined : valid === 0 ? null : value
      return [row.time, { value: held, fields: row.fields }]
    }),
  )
}

/** The points that say something else than what was written. */
export function newsOf(points: readonly SeriesPoint[], before: Published): SeriesPoint[] {
  if (before.size === 0) return [...points]
  return points.filter(({ time, fields }) => {
    const known = before.get(time)?.fields
    if (!known) return true
    for (const name in fields) if (fields[name] !== known[name]) return true
    return false
  })
}

/** Indices that differ from what was published for the same hour or day. The first one that an hour or day gets changes
 *  nothing. `at`: ms since 1970 UTC. */
export function changesOf(
  { station, kind, at }: { station: string; kind: IndexKind; at: number },
  results: readonly (readonly [time: number, result: { aqi: number | null }])[],
  before: Published,
): IndexChange[] {
  if (before.size === 0) return []
  return results.flatMap(([time, { aqi }]) => {
    const was = before.get(time)?.value
    return was === undefined || was === aqi ? [] : [{ station, kind, time, was, value: aqi, at }]
  })
}
