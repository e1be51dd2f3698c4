import { stationSeries } from '@city/domain/api/schemas.ts'
import { cacheFor, json, route, type Route } from '../http/route.ts'
import { readSeries, seriesQuery } from '../series/readSeries.ts'
import { seriesCsv } from '../series/seriesCsv.ts'
import { stationId, stationOf } from './stationRoutes.ts'
import type { RouteParts } from './parts.ts'

const keepMs = 2000

/** Series of one station, as JSON and as CSV. */
export function seriesRoutes({ profile, series, state, clock }: RouteParts): Route[] {
  const problems = [400, 404, 503]
  return [
    route({
      path: '/api/v1/stations/{id}/readings',
      tag: 'series',
      summary: 'Readings with flags, or windows with count, min, max and completeness; gaps are gaps',
      params: stationId,
      query: seriesQuery,
      answers: [json(stationSeries, 'The series, in order of time')],
      problems,
      cache: cacheFor(10),
      keepMs,
      handle: async ({ params, query }) => {
        const station = stationOf(profile.stations, params.id)
        return { kind: 'json', body: await readSeries({ series, state }, station, query, clock()) }
      },
    }),
    route({
      path: '/api/v1/stations/{id}/readings.csv',
      tag: 'series',
      summary: 'The same as CSV: UTF-8, units in the header, flag columns, times of Hanoi with offset',
      params: stationId,
      query: seriesQuery,
      answers: [
        { status: 200, type: 'text/csv', description: 'One comment line, one header line, one line a point' },
      ],
      problems,
      cache: cacheFor(10),
      keepMs,
      handle: async ({ params, query }) => {
        const station = stationOf(profile.stations, params.id)
        const found = await readSeries({ series, state }, station, query, clock())
        const fileName = `${station.id.replace(/[^\w.-]/g, '_')}-${query.every}.csv`
        return {
          kind: 'text',
          type: 'text/csv; charset=utf-8',
          body: seriesCsv(found, station, profile.settings.name.vi),
          headers: { 'Content-Disposition': `attachment; filename="${fileName}"` },
        }
      },
    }),
  ]
}
