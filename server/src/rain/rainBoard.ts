import type { GaugeRow } from '@city/domain/rain/rainSpan.ts'
import { longestWindowMs } from '@city/domain/rain/rainWindows.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { HourBoard } from '../series/hourBoard.ts'
import { BoardGauge } from './boardGauge.ts'
import { readGaugeRows } from './gaugeRows.ts'

export interface BoardParts {
  series: Pick<SeriesStore, 'readRows'>
  state: StateDb
  gauges: readonly Station[]
}

/** Rain of all gauges over the longest window. */
export class RainBoard extends HourBoard<GaugeRow, BoardGauge> {
  constructor({ series, state, gauges }: BoardParts) {
    super({
      state,
      longestMs: longestWindowMs,
      stations: new Map(gauges.map(({ id, tipMm }) => [id, new BoardGauge(tipMm)])),
      read: (span) => readGaugeRows(series, span),
    })
  }
}
