import type { SeriesStore, WindowRow } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import { hourWindowsOf } from '@city/store/series/hourWindowsOf.ts'
import type { IsOwn, Judging } from '../quality/createQuality.ts'
import { hourQueryOf } from './rollUpHours.ts'

/** Judges the readings of the hours `from` to `to` (starts, both inclusive) of a station.
 *  @returns the windows of these hours out of what was read for that, piece by piece; undefined where the store makes them
 *  itself, or an hour was judged in parts */
export async function judgedWindows(
  judging: Judging,
  kind: SeriesStore['kind'],
  station: Station,
  hours: { from: number; to: number },
  isOwn: IsOwn,
): Promise<WindowRow[] | undefined> {
  const query = hourQueryOf(station, hours)
  const { from, to } = query
  const windows: WindowRow[] = []
  let isWhole = true
  await judging.judge(station, { from, to }, isOwn, ({ span, stored }) => {
    if (span.to < to && span.to % hourMs !== 0) isWhole = false
    if (!isWhole || span.from >= to) return
    const part = { ...query, from: Math.max(from, span.from), to: Math.min(to, span.to) }
    const found = hourWindowsOf(kind, stored, part, station.intervalS)
    if (found) for (const window of found) windows.push(window)
    else isWhole = false
  })
  return isWhole ? windows : undefined
}
