import { flagField } from '@city/domain/series/measurements.ts'
import type { SeriesStore, WindowQuery, WindowRow } from '@city/domain/series/seriesStore.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import { windowsOf } from './windows.ts'

/** Readings this far apart or farther are counted here, s: InfluxDB takes longer to make four figures of an hour of them
 *  than to send them. */
export const sparseS = 300

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
  return windowsOf(rows, { ...query, everyMs: hourMs })
}
