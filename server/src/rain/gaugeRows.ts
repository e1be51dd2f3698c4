import { countsInMean, flag } from '@city/domain/quality/flag.ts'
import type { GaugeRow, RainValues } from '@city/domain/rain/rainSpan.ts'
import { flagField } from '@city/domain/series/measurements.ts'
import type { SeriesRow, SeriesStore } from '@city/domain/series/seriesStore.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'

const parameters = ['rain_10m', 'tips', 'rain_day'] as const
const fields = parameters.flatMap((one) => [one, flagField(one)])
/** Time span of one read: a quarter of a day of a hundred gauges at one minute is 36,000 rows. */
const sliceMs = 6 * hourMs

/** Rows of gauges with their usable values (flags 1 and 2) and, apart, the suspect ones (flag 3) in [from, to), by gauge and in order of time.
 *  @param station only this gauge; rejects with StoreAway */
export async function readGaugeRows(
  series: Pick<SeriesStore, 'readRows'>,
  { from, to, station }: { from: number; to: number; station?: string | undefined },
): Promise<Map<string, GaugeRow[]>> {
  const byGauge = new Map<string, GaugeRow[]>()
  for (let start = from; start < to; start += sliceMs) {
    const rows = await series.readRows({
      ...{ measurement: 'rain', from: start, to: Math.min(to, start + sliceMs), fields },
      ...(station === undefined ? {} : { tags: { station } }),
    })
    for (const row of rows) {
      const read = gaugeRowOf(row)
      const gauge = row.tags.station
      if (!read || gauge === undefined) continue
      const list = byGauge.get(gauge)
      if (list) list.push(read)
      else byGauge.set(gauge, [read])
    }
  }
  return byGauge
}

function gaugeRowOf({ time, fields: found }: SeriesRow): GaugeRow | undefined {
  const usable = valuesOf(found, countsInMean)
  const suspect = valuesOf(found, (judged) => judged === flag.suspect)
  if (suspect) return { time, ...(usable ?? nothing), suspect }
  return usable && { time, ...usable }
}

const nothing: RainValues = { sum: null, tips: null, day: null }

function valuesOf(found: SeriesRow['fields'], isMeant: (judged: number) => boolean): RainValues | undefined {
  function valueOf(parameter: (typeof parameters)[number]): number | null {
    const value = found[parameter]
    if (typeof value !== 'number') return null
    return isMeant(Number(found[flagField(parameter)] ?? flag.good)) ? value : null
  }
  const [sum, tips, day] = [valueOf('rain_10m'), valueOf('tips'), valueOf('rain_day')]
  return sum === null && tips === null && day === null ? undefined : { sum, tips, day }
}
