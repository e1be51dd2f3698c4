import { flagField } from '@city/domain/series/measurements.ts'
import { clippedFields } from '@city/domain/quality/clippedFields.ts'
import type { SeriesRow, SeriesStore, WindowQuery, WindowRow } from '@city/domain/series/seriesStore.ts'
import { hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { addTo, emptyTally, statsOf, type Tally } from './tally.ts'
import { windowsOf } from './windows.ts'

/** Readings this far apart or farther are counted here, s: InfluxDB takes longer to make four figures of an hour of them
 *  than to send them. */
const sparseS = 300

/** Windows of an hour, by the way that is cheaper for a station of this interval (seconds). Rejects with StoreAway. */
export async function readHourWindows(
  series: Pick<SeriesStore, 'kind' | 'readRows' | 'readWindows'>,
  query: Omit<WindowQuery, 'everyMs' | 'offsetMs'>,
  intervalS: number,
): Promise<WindowRow[]> {
  if (series.kind === 'embedded' || intervalS < sparseS)
    return series.readWindows({ ...query, everyMs: hourMs })
  const fields = [...query.fields, ...query.fields.map(flagField)]
  const rows = await series.readRows({ ...query, fields })
  return windowsOf(rows, query.fields, hourMs, 0, query.goodOf, query.measurement)
}

/** The same windows of rows of one station that were just read, with their flags; undefined where the store makes the
 *  figures itself. To the last bit what `readHourWindows` gives: sums are made in the same way and order. */
export function hourWindowsOf(
  kind: SeriesStore['kind'],
  rows: readonly SeriesRow[],
  query: Omit<WindowQuery, 'everyMs' | 'offsetMs'>,
  intervalS: number,
): WindowRow[] | undefined {
  const { measurement, fields, from, to, goodOf = [] } = query
  const own = rows.filter(({ time }) => time >= from && time < to)
  if (kind !== 'embedded')
    return intervalS < sparseS ? undefined : windowsOf(own, fields, hourMs, 0, goodOf, measurement)
  const names = fields.map((field) => ({
    ...{ field, flag: flagField(field), isJudged: goodOf.includes(field) },
    isClipped: clippedFields(measurement).has(field),
  }))
  const windows: WindowRow[] = []
  for (let at = 0; at < own.length;) {
    const { tags, time: first } = own[at]!
    const time = hourStart(first)
    const tallies: Tally[] = names.map(({ field, isJudged }) => emptyTally(field, isJudged))
    for (; at < own.length && own[at]!.time < time + hourMs; at++) {
      const row = own[at]!.fields
      for (let one = 0; one < names.length; one++) {
        const { field, flag, isClipped } = names[one]!
        const value = row[field]
        if (value !== undefined) addTo(tallies[one]!, value, row[flag], isClipped)
      }
    }
    const stats = statsOf(tallies)
    if (stats) windows.push({ tags, time, stats })
  }
  return windows
}
