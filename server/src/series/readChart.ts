import type { ChartSeries } from '@city/domain/api/chart.ts'
import {
  rollupFields,
  rollupMeasurement,
  rollupWindows,
  type RollupStep,
} from '@city/domain/series/rollups.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Parameter } from '@city/domain/station/parameter.ts'
import type { Station } from '@city/domain/station/station.ts'
import { readColumns } from '@city/store/series/readColumns.ts'
import { utc } from '../http/cityTime.ts'
import type { Span } from './windowFigures.ts'

/** One parameter of stations of one domain out of their rollups: an hour is there some seconds after it has ended.
 *  @param span cut to whole hours or days of Hanoi; rejects with StoreAway */
export async function readChart(
  series: Pick<SeriesStore, 'readRows' | 'readColumns'>,
  stations: readonly Station[],
  parameter: Parameter,
  every: RollupStep,
  span: Span,
): Promise<ChartSeries> {
  const { everyMs, offsetMs } = rollupWindows[every]
  const placeOf = (time: number): number => Math.floor((time - offsetMs) / everyMs)
  const first = placeOf(span.from)
  const length = placeOf(span.to - 1) + 1 - first
  const from = first * everyMs + offsetMs
  const { mean, count } = rollupFields(parameter.id)
  const scale = 10 ** (parameter.decimals + 3)
  const read = async ({ id, domain }: Station): Promise<ChartSeries['stations'][number]> => {
    const columns = await readColumns(series, {
      ...{ measurement: rollupMeasurement(domain, every), tags: { station: id } },
      ...{ from, to: from + length * everyMs, fields: [mean, count] },
    })
    const values = Array.from<number | null>({ length }).fill(null)
    const { times = [], values: [means, counts] = [] } = columns ?? {}
    for (let at = 0; at < times.length; at++) {
      const value = means![at]!
      // A count of 0 says that the value was taken back; without a value there is NaN.
      if (counts![at]! > 0 && value === value)
        values[placeOf(times[at]!) - first] = Math.round(value * scale) / scale
    }
    return { id, values }
  }
  return {
    ...{ parameter: parameter.id, unit: parameter.unit, every, from: utc(from), step_s: everyMs / 1000 },
    stations: await Promise.all(stations.map(read)),
  }
}
