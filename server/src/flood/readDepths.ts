import type { Depth } from '@city/domain/flood/floodState.ts'
import { countsInMean, flag } from '@city/domain/quality/flag.ts'
import { flagField } from '@city/domain/series/measurements.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'

const parameter = 'depth_cm'
const fields = [parameter, flagField(parameter)]
/** Time span of one read: six hours of a hundred points at one minute are 36,000 rows. */
const sliceMs = 6 * hourMs

/** Usable depths (flags 1 and 2) of flood points in [from, to), by point and in order of time.
 *  @param station only this point; rejects with StoreAway */
export async function readDepths(
  series: Pick<SeriesStore, 'readRows'>,
  { from, to, station }: { from: number; to: number; station?: string | undefined },
): Promise<Map<string, Depth[]>> {
  const byPoint = new Map<string, Depth[]>()
  for (let start = from; start < to; start += sliceMs) {
    const rows = await series.readRows({
      ...{ measurement: 'flood', from: start, to: Math.min(to, start + sliceMs), fields },
      ...(station === undefined ? {} : { tags: { station } }),
    })
    for (const { time, tags, fields: found } of rows) {
      const cm = found[parameter]
      const isUsable = countsInMean(Number(found[flagField(parameter)] ?? flag.good))
      if (typeof cm !== 'number' || !isUsable || tags.station === undefined) continue
      const list = byPoint.get(tags.station)
      if (list) list.push({ time, cm })
      else byPoint.set(tags.station, [{ time, cm }])
    }
  }
  return byPoint
}
