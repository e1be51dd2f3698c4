import { floodList } from '@city/domain/api/flood.ts'
import { depthClassesOf } from '@city/domain/flood/floodSettings.ts'
import { FloodBoard } from '../flood/floodBoard.ts'
import { floodItem } from '../flood/floodItem.ts'
import { pointRisks } from '../flood/pointRisk.ts'
import { utc } from '../http/cityTime.ts'
import { cacheFor, json, route, type Route } from '../http/route.ts'
import type { RainBoard } from '../rain/rainBoard.ts'
import type { RouteParts } from './parts.ts'

/** Flood points with depth class, passability, since when, and the risk that the rain near them makes. */
export function floodRoutes({
  profile,
  series,
  state,
  latest,
  clock,
  board,
}: RouteParts & { board: RainBoard }): Route[] {
  const table = depthClassesOf(profile.settings.flood_levels)
  const levels = table.map(({ minDepthCm, maxDepthCm, isFlooding, ...one }) => {
    return { ...one, min_depth_cm: minDepthCm, max_depth_cm: maxDepthCm, is_flooding: isFlooding }
  })
  const risksOf = pointRisks(profile)
  const points = [...profile.stations.values()].filter(({ domain }) => domain === 'flood')
  const depths = new FloodBoard({ series, state, points })

  return [
    route({
      path: '/api/v1/flood',
      tag: 'rain and floods',
      summary:
        'Flood points: depth, class, passability, state, risk from the rain near; a report older than 6 h counts as no data',
      answers: [json(floodList, 'One item a flood point')],
      problems: [503],
      cache: cacheFor(10),
      keepMs: 3000,
      handle: async () => {
        const now = clock()
        const [known, rain] = await Promise.all([depths.at(now), board.at(now)])
        const riskOf = risksOf(rain, now)
        const items = points.map((station) => {
          const seen = latest.readings.get(station.id)?.latest.time
          const newestAt = seen === undefined ? undefined : Date.parse(seen)
          return floodItem(station, known.get(station.id)!, { table, risk: riskOf(station), newestAt, now })
        })
        return { kind: 'json', body: { now: utc(now), levels, items } }
      },
    }),
  ]
}
