import { z } from 'zod'
import { chartSeries } from '@city/domain/api/chart.ts'
import { rolledUpParameters } from '@city/domain/series/rollups.ts'
import { findParameter } from '@city/domain/station/parameter.ts'
import { dayMs } from '@city/domain/time/hanoiTime.ts'
import { moment } from '../http/cityTime.ts'
import { Problem } from '../http/problem.ts'
import { cacheFor, json, route, type Route } from '../http/route.ts'
import { readChart } from '../series/readChart.ts'
import { spanOf } from '../series/readSeries.ts'
import { FewAtOnce } from '../series/fewAtOnce.ts'
import { stationOf } from './stationRoutes.ts'
import type { RouteParts } from './parts.ts'

const mostStations = 20
const spans = {
  '1h': { usualMs: 30 * dayMs, mostMs: 366 * dayMs },
  '1d': { usualMs: 366 * dayMs, mostMs: 3660 * dayMs },
} as const
/** Charts that are read at once, and that wait. */
const chartsAtOnce = 2
const chartsWaiting = 8

/** One parameter of several stations, small enough for a year of hours in one answer.
 *  `series` is the store itself: a chart counts as one read, however many stations it shows. */
export function chartRoutes({
  profile,
  series,
  clock,
}: Pick<RouteParts, 'profile' | 'series' | 'clock'>): Route[] {
  const few = new FewAtOnce(chartsAtOnce, chartsWaiting)
  return [
    route({
      path: '/api/v1/chart',
      tag: 'series',
      summary: 'Hourly or daily means of one parameter of several stations, as arrays; gaps are null',
      query: z.object({
        stations: z
          .string()
          .max(1000)
          .describe(`ids of stations of one domain, with commas; at most ${mostStations}`),
        parameter: z.string().max(50),
        every: z.enum(['1h', '1d']).default('1h').describe('days are days of Hanoi'),
        from: moment.optional().describe('inclusive; by default 30 days (every=1d: a year) before `to`'),
        to: moment.optional().describe('exclusive; by default now'),
      }),
      answers: [json(chartSeries, 'an hour appears some seconds after it has ended')],
      problems: [400, 404, 503],
      cache: cacheFor(30),
      keepMs: 2000,
      handle: async ({ query }) => {
        const ids = [...new Set(query.stations.split(',').filter(Boolean))]
        if (ids.length === 0 || ids.length > mostStations)
          throw new Problem(400, 'bad-request', `stations: name 1 to ${mostStations} of them`)
        const stations = ids.map((id) => stationOf(profile.stations, id))
        const { domain } = stations[0]!
        if (stations.some((station) => station.domain !== domain))
          throw new Problem(400, 'bad-request', 'stations: all must be of one domain')
        const parameter = findParameter(domain, query.parameter)
        if (!parameter || !rolledUpParameters(domain).includes(parameter.id))
          throw new Problem(
            400,
            'bad-request',
            `parameter: "${query.parameter}" has no means at ${domain} stations`,
          )
        const { usualMs, mostMs } = spans[query.every]
        const span = spanOf(query, clock(), usualMs, mostMs)
        const body = await few.run(() => readChart(series, stations, parameter, query.every, span))
        return { kind: 'json', body }
      },
    }),
  ]
}
