import { z } from 'zod'
import { stationAqi } from '@city/domain/api/schemas.ts'
import { dayMs } from '@city/domain/time/hanoiTime.ts'
import { readStationIndices } from '../air/stationIndices.ts'
import { moment } from '../http/cityTime.ts'
import { Problem } from '../http/problem.ts'
import { cacheFor, json, route, type Route } from '../http/route.ts'
import { spanOf } from '../series/readSeries.ts'
import { stationId, stationOf } from './stationRoutes.ts'
import type { RouteParts } from './parts.ts'

/** Usual and longest span of an answer. */
const spans = {
  hour: { usualMs: dayMs, mostMs: 31 * dayMs },
  day: { usualMs: 30 * dayMs, mostMs: 366 * dayMs },
} as const

/** The air quality index of a station, computed from what is stored now, with everything that explains it. */
export function aqiRoutes({ profile, series, state, clock }: RouteParts): Route[] {
  return [
    route({
      path: '/api/v1/stations/{id}/aqi',
      tag: 'series',
      summary:
        'VN_AQI of hours (NowCast) or days of Hanoi with sub-indices, explanation, last revision, limits and references; ' +
        'every hour or day of the span that has ended is listed',
      params: stationId,
      query: z.object({
        from: moment.optional().describe('inclusive; by default 24 hours (kind=day: 30 days) before `to`'),
        to: moment.optional().describe('exclusive; by default now'),
        kind: z.enum(['hour', 'day']).default('hour'),
      }),
      answers: [json(stationAqi, 'time = start of the hour or of the day of Hanoi, UTC')],
      problems: [400, 404, 503],
      cache: cacheFor(30),
      keepMs: 2000,
      handle: async ({ params, query }) => {
        const station = stationOf(profile.stations, params.id)
        if (station.domain !== 'air')
          throw new Problem(
            400,
            'wrong-domain',
            `${station.id} is a ${station.domain} station: only air stations have VN_AQI`,
          )
        const now = clock()
        const { usualMs, mostMs } = spans[query.kind]
        const span = spanOf(query, now, usualMs, mostMs)
        return {
          kind: 'json',
          body: await readStationIndices({ series, state, station, now }, query.kind, span),
        }
      },
    }),
  ]
}
