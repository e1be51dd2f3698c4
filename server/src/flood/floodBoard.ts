import type { Depth } from '@city/domain/flood/floodState.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { HourBoard } from '../series/hourBoard.ts'
import { BoardPoint } from './boardPoint.ts'
import { readDepths } from './readDepths.ts'

/** A flooding is followed back this far for its start, ms. */
export const longestFloodMs = 72 * hourMs

/** Depths of all flood points over the longest time that a flooding is followed back. */
export class FloodBoard extends HourBoard<Depth, BoardPoint> {
  constructor(parts: { series: Pick<SeriesStore, 'readRows'>; state: StateDb; points: readonly Station[] }) {
    super({
      state: parts.state,
      longestMs: longestFloodMs,
      stations: new Map(parts.points.map(({ id }) => [id, new BoardPoint()])),
      read: (span) => readDepths(parts.series, span),
    })
  }
}
