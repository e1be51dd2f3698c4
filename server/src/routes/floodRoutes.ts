import { floodList, type FloodList, type FloodRisk } from '@city/domain/api/flood.ts'
import { depthClassOf, floodHiddenMs, floodStaleMs } from '@city/domain/flood/depthClass.ts'
import { depthClassesOf } from '@city/domain/flood/floodSettings.ts'
import {
  floodedSince,
  floodEndedAt,
  floodStateOf,
  stateWithRisk,
  type Depth,
} from '@city/domain/flood/floodState.ts'
import { countsInMean, flag } from '@city/domain/quality/flag.ts'
import { flagField } from '@city/domain/series/measurements.ts'
import type { SeriesRow } from '@city/domain/series/seriesStore.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import type { Station } from '@city/domain/station/station.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import { pointRisks } from '../flood/pointRisk.ts'
import { utc } from '../http/cityTime.ts'
import { cacheFor, json, route, type Route } from '../http/route.ts'
import type { RainBoard } from '../rain/rainBoard.ts'
import type { RouteParts } from './parts.ts'

const parameter = 'depth_cm'
const fields = [parameter, flagField(parameter)]
/** A flooding that fills the usual look back is followed back this far for its start. */
const longestFloodMs = 72 * hourMs

/** Flood points with depth class, passability, since when, and the risk that the rain near them makes. */
export function floodRoutes({
  profile,
  series,
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

  async function sinceOf(station: string, depths: readonly Depth[], now: number): Promise<number | null> {
    const since = floodedSince(depths, table)
    if (since === null || since !== depths[0]?.time) return since
    const from = now - longestFloodMs
    const rows = await series.readRows({ measurement: 'flood', tags: { station }, from, to: now + 1, fields })
    return floodedSince(depthsOf(rows), table) ?? since
  }

  async function itemOf(
    station: Station,
    depths: readonly Depth[],
    risk: FloodRisk,
    now: number,
  ): Promise<FloodList['items'][number]> {
    const { id, name, lat, lon, intervalS } = station
    const last = depths.at(-1)
    const seen = latest.readings.get(id)?.latest.time
    const seenAt = seen === undefined ? (last?.time ?? null) : Date.parse(seen)
    const depthClass = last && depthClassOf(last.cm, table)
    return {
      station: id,
      name,
      lat,
      lon,
      depth_cm: last?.cm ?? null,
      class: depthClass?.class ?? null,
      class_name: depthClass?.name ?? null,
      passable: depthClass ? { motorbike: depthClass.motorbike, car: depthClass.car } : null,
      colour: depthClass?.colour ?? null,
      state: stateWithRisk(floodStateOf(depths, table), risk.level),
      since: utc(await sinceOf(id, depths, now)),
      ended_at: utc(floodEndedAt(depths, table)),
      stale: last === undefined || now - last.time > floodStaleMs,
      as_of: utc(last?.time ?? seenAt),
      freshness: freshnessOf(seenAt, intervalS, now),
      risk,
    }
  }

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
        const rows = await series.readRows({
          measurement: 'flood',
          from: now - floodHiddenMs,
          to: now + 1,
          fields,
        })
        const byPoint = Map.groupBy(rows, ({ tags }) => tags.station)
        const riskOf = risksOf(await board.at(now), now)
        const items = await Promise.all(
          points.map((station) =>
            itemOf(station, depthsOf(byPoint.get(station.id) ?? []), riskOf(station), now),
          ),
        )
        return { kind: 'json', body: { now: utc(now), levels, items } }
      },
    }),
  ]
}

function depthsOf(rows: readonly SeriesRow[]): Depth[] {
  return rows.flatMap(({ time, fields: found }) => {
    const cm = found[parameter]
    const judged = Number(found[flagField(parameter)] ?? flag.good)
    return typeof cm === 'number' && countsInMean(judged) ? [{ time, cm }] : []
  })
}
