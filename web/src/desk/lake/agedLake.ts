import type { LakeView } from '@city/domain/api/water.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import { isHeard } from './lakePoints.ts'

/** An answer as it stands now: while newer answers fail its points grow old, and one that is no longer heard is not the
 *  lowest of now.
 *  @param intervalOf a station's interval in seconds, undefined while the registry is on its way
 *  @param now server clock, ms */
export function agedLake(
  view: LakeView,
  intervalOf: (station: string) => number | undefined,
  now: number,
): LakeView {
  const stations = view.stations.map((point) => {
    const intervalS = intervalOf(point.id)
    if (intervalS === undefined || point.at === null) return point
    const freshness = freshnessOf(Date.parse(point.at), intervalS, now)
    return freshness === point.freshness ? point : { ...point, freshness }
  })
  const lowest = stations.find(({ id }) => id === view.lowest_do?.station)
  return { ...view, stations, lowest_do: lowest && isHeard(lowest) ? view.lowest_do : null }
}
