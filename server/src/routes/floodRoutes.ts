import { floodList, type FloodList } from '@city/domain/api/schemas.ts'
import { depthClassOf, floodHiddenMs } from '@city/domain/flood/depthClass.ts'
import { countsInMean, flag } from '@city/domain/quality/flag.ts'
import { flagField } from '@city/domain/series/measurements.ts'
import type { SeriesRow } from '@city/domain/series/seriesStore.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import type { Station } from '@city/domain/station/station.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import { floodedSince, floodStateOf, type Depth } from '../flood/floodState.ts'
import { utc } from '../http/cityTime.ts'
import { cacheFor, json, route, type Route } from '../http/route.ts'
import type { RouteParts } from './parts.ts'

const parameter = 'depth_cm'
const fields = [parameter, flagField(parameter)]
/** A flooding that fills the usual look back is followed back this far for its start. */
const longestFloodMs = 72 * hourMs

/** Flood points with depth class, passability and since when. */
export function floodRoutes({ profile, series, latest, clock }: RouteParts): Route[] {
  const points = [...profile.stations.values()].filter(({ domain }) => domain === 'flood')

  async function sinceOf(station: string, depths: readonly Depth[], now: number): Promise<number | null> {
    const since = floodedSince(depths)
    if (since === null || since !== depths[0]?.time) return since
    const from = now - longestFloodMs
    const rows = await series.readRows({ measurement: 'flood', tags: { station }, from, to: now + 1, fields })
    return floodedSince(depthsOf(rows)) ?? since
  }

  async function itemOf(
    station: Station,
    depths: readonly Depth[],
    now: number,
  ): Promise<FloodList['items'][number]> {
    const { id, name, lat, lon, intervalS } = station
    const last = depths.at(-1)
    const seen = latest.readings.get(id)?.latest.time
    const seenAt = seen === undefined ? (last?.time ?? null) : Date.parse(seen)
    const depthClass = last && depthClassOf(last.cm)
    return {
      station: id,
      name,
      lat,
      lon,
      depth_cm: last?.cm ?? null,
      class: depthClass?.class ?? null,
      class_name: depthClass?.name ?? null,
      passable: depthClass ? { motorbike: depthClass.motorbike, car: depthClass.car } : null,
      state: floodStateOf(depths),
      since: utc(await sinceOf(id, depths, now)),
      as_of: utc(last?.time ?? seenAt),
      freshness: freshnessOf(seenAt, intervalS, now),
    }
  }

  return [
    route({
      path: '/api/v1/flood',
      tag: 'rain and floods',
      summary:
        'Flood points: depth, class 0 … 4, passability, state; a report older than 6 h counts as no data',
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
        const items = await Promise.all(
          points.map((station) => itemOf(station, depthsOf(byPoint.get(station.id) ?? []), now)),
        )
        return { kind: 'json', body: { now: utc(now), items } }
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
