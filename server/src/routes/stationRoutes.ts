import { z } from 'zod'
import { stationCollection, stationItem, stationList } from '@city/domain/api/schemas.ts'
import { domains, type Domain, type Station } from '@city/domain/station/station.ts'
import { utc } from '../http/cityTime.ts'
import { pageOf, pageQuery } from '../http/page.ts'
import { Problem } from '../http/problem.ts'
import { cacheFor, json, route, type Route } from '../http/route.ts'
import { clocksOf } from '../stationClocks.ts'
import { stationFeatureOf, stationItemOf } from '../stationShape.ts'
import type { RouteParts } from './parts.ts'

export const stationId = z.object({ id: z.string().max(100).describe('station id, e.g. AQ-01') })
const domainQuery = { domain: z.enum(domains).optional().describe('only stations of this kind') }
/** How long one map answer serves all callers: a storm of them costs one. */
const mapKeepMs = 1500

/** The station of an id. @throws Problem 404 */
export function stationOf(stations: ReadonlyMap<string, Station>, id: string): Station {
  const station = stations.get(id)
  if (!station)
    throw new Problem(404, 'unknown-station', `no station has the id "${id}"; see /api/v1/stations`)
  return station
}

/** The registry with what each station said last. */
export function stationRoutes({ profile, state, latest, clock }: RouteParts): Route[] {
  const clocks = clocksOf(state)
  const contextAt = (now: number) => ({ latest, clocks: clocks(), now })
  const inDomain = (domain: Domain | undefined) =>
    [...profile.stations.values()].filter((station) => domain === undefined || station.domain === domain)
  return [
    route({
      path: '/api/v1/stations.geojson',
      tag: 'stations',
      summary: 'All stations as GeoJSON with their newest reading and index',
      query: z.object(domainQuery),
      answers: [
        { status: 200, type: 'application/geo+json', description: 'Stations', schema: stationCollection },
      ],
      problems: [400],
      cache: cacheFor(5),
      keepMs: mapKeepMs,
      handle: ({ query }) => {
        const now = clock()
        const context = contextAt(now)
        const features = inDomain(query.domain).map((station) => stationFeatureOf(station, context))
        return {
          kind: 'json',
          type: 'application/geo+json',
          body: { type: 'FeatureCollection', now: utc(now), features },
        }
      },
    }),
    route({
      path: '/api/v1/stations',
      tag: 'stations',
      summary: 'Stations with their newest reading and index',
      query: z.object({ ...domainQuery, ...pageQuery(500, 1000) }),
      answers: [json(stationList, 'Stations')],
      problems: [400],
      cache: cacheFor(5),
      keepMs: mapKeepMs,
      handle: ({ query }) => {
        const now = clock()
        const { items, next } = pageOf(inDomain(query.domain), ({ id }) => id, query)
        const context = contextAt(now)
        const shown = items.map((station) => stationItemOf(station, context))
        return { kind: 'json', body: { now: utc(now), items: shown, next } }
      },
    }),
    route({
      path: '/api/v1/stations/{id}',
      tag: 'stations',
      summary: 'One station',
      params: stationId,
      answers: [json(stationItem, 'The station')],
      problems: [404],
      cache: cacheFor(5),
      keepMs: mapKeepMs,
      handle: ({ params }) => ({
        kind: 'json',
        body: stationItemOf(stationOf(profile.stations, params.id), contextAt(clock())),
      }),
    }),
  ]
}
