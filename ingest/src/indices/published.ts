import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { IndexChange, IndexKind } from '@city/store/state/indexRevisions.ts'

/** What was written for an hour or day before: its index, null when the point says that there is none, undefined when it
 *  has never had one. */
export type Published = ReadonlyMap<number, number | null | undefined>

/** Indices as they stand in a series, by the start of their hour or day. Rejects with StoreAway. */
export async function readPublished(
  series: Pick<SeriesStore, 'readRows'>,
  measurement: string,
  station: string,
  { from, to }: { from: number; to: number },
): Promise<Published> {
  if (from >= to) return new Map()
  const rows = await series.readRows({
    ...{ measurement, tags: { station }, from, to },
    fields: ['valid', 'value'],
  })
  return new Map(
    rows.map(({ time, fields: { valid, value } }) => {
      if (typeof value !== 'number') return [time, undefined]
      // Fields merge: with valid 0 the value is left over from an index that was taken back.
      return [time, valid === 0 ? null : value]
    }),
  )
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
    const was = before.get(time)
    return was === undefined || was === aqi ? [] : [{ station, kind, time, was, value: aqi, at }]
  })
}
