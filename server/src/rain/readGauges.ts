import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { readGaugeRows } from './gaugeRows.ts'
import { BoardGauge } from './boardGauge.ts'

/** Rain of gauges in a span that lies back, from the raw readings. Rejects with StoreAway. */
export async function readGauges(
  series: Pick<SeriesStore, 'readRows'>,
  gauges: readonly Station[],
  { from, to }: { from: number; to: number },
): Promise<ReadonlyMap<string, BoardGauge>> {
  const station = gauges.length === 1 ? gauges[0]?.id : undefined
  const rows = await readGaugeRows(series, { from, to, station })
  return new Map(
    gauges.map(({ id, tipMm }) => {
      const gauge = new BoardGauge(tipMm)
      gauge.replace(hourStart(from), hourStart(to) + hourMs, rows.get(id) ?? [])
      return [id, gauge]
    }),
  )
}
