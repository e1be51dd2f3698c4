import type { FloodRisk } from '@city/domain/api/flood.ts'
import { distanceKm } from '@city/domain/flood/distanceKm.ts'
import { floodRiskOf } from '@city/domain/flood/floodRisk.ts'
import { levelsAt, triggerOf } from '@city/domain/flood/floodTrigger.ts'
import type { CityProfile } from '@city/domain/profile/cityProfile.ts'
import type { MeasuredRain } from '@city/domain/rain/rainLevel.ts'
import type { Station } from '@city/domain/station/station.ts'
import type { BoardGauge } from '../rain/boardGauge.ts'
import { measuredRain } from '../rain/measuredRain.ts'

/** Risk of flood points from the gauges near them. What does not change (who is near, which trigger) is found once.
 *  @returns for each moment and board: the risk of a point by its id */
export function pointRisks({
  settings,
  stations,
}: CityProfile): (board: ReadonlyMap<string, BoardGauge>, now: number) => (station: Station) => FloodRisk {
  const { flood_risk, rain_levels } = settings
  const gauges = [...stations.values()].filter(({ domain }) => domain === 'rain')
  const points = new Map(
    [...stations.values()]
      .filter(({ domain }) => domain === 'flood')
      .map((point) => {
        const near = gauges
          .map((gauge) => ({ gauge, distance: distanceKm(point, gauge) }))
          .filter(({ distance }) => distance <= flood_risk.max_distance_km)
          .toSorted((a, b) => a.distance - b.distance)
          .slice(0, flood_risk.gauges)
        const trigger = triggerOf(point, flood_risk)
        return [point.id, { near, trigger, levels: levelsAt(trigger, rain_levels, flood_risk) }]
      }),
  )

  return (board, now) => {
    const known = new Map<string, MeasuredRain>()
    function rainOver(gauge: string, minutes: number): MeasuredRain {
      const key = `${gauge} ${minutes}`
      const found = known.get(key)
      if (found) return found
      const rain = measuredRain(board.get(gauge)!, now, minutes)
      known.set(key, rain)
      return rain
    }
    return ({ id }) => {
      const { near, trigger, levels } = points.get(id)!
      const asked = near.map(({ gauge, distance }) => ({
        ...{ station: gauge.id, name: gauge.name, distanceKm: distance },
        rainOver: (minutes: number) => rainOver(gauge.id, minutes),
      }))
      return floodRiskOf(asked, levels, trigger)
    }
  }
}
