import { z } from 'zod'
import { explainInWords, hourlyAqi } from '@city/domain/air/hourlyAqi.ts'
import { hourlyMeansFor, type HourStats } from '@city/domain/air/hourlyMeans.ts'
import { aqiMethod, aqiParameters } from '@city/domain/air/aqiTable.ts'
import { stationAqi, type StationAqi } from '@city/domain/api/schemas.ts'
import { dayMs, hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { moment, utc } from '../http/cityTime.ts'
import { Problem } from '../http/problem.ts'
import { cacheFor, json, route, type Route } from '../http/route.ts'
import { spanOf } from '../series/readSeries.ts'
import { readWindowRows } from '../series/readWindowRows.ts'
import { stationId, stationOf } from './stationRoutes.ts'
import type { RouteParts } from './parts.ts'

const mostMs = 31 * dayMs
/** The NowCast of an hour looks at it and the eleven before. */
const lookBackMs = 11 * hourMs

/** The air quality index of a station, computed from what is stored now, with everything that explains it. */
export function aqiRoutes({ profile, series, state, clock }: RouteParts): Route[] {
  return [
    route({
      path: '/api/v1/stations/{id}/aqi',
      tag: 'series',
      summary: 'Hourly VN_AQI with sub-indices and explanation; every finished hour of the span is listed',
      params: stationId,
      query: z.object({
        from: moment.optional().describe('inclusive; by default 24 hours before `to`'),
        to: moment.optional().describe('exclusive; by default now'),
        kind: z.enum(['hour']).default('hour'),
      }),
      answers: [json(stationAqi, 'time = start of the hour, UTC')],
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
        const span = spanOf(query, now, dayMs, mostMs)
        const from = hourStart(span.from)
        const to = Math.min(span.to, hourStart(now))
        const rows =
          from >= to
            ? []
            : await readWindowRows({ series, state, station, parameters: aqiParameters, now }, '1h', {
                from: from - lookBackMs,
                to: hourStart(to - 1) + hourMs,
              })
        const points: StationAqi['points'] = []
        for (let hour = from; hour < to; hour += hourMs) points.push(pointOf(hour, rows, station.intervalS))
        return { kind: 'json', body: { station: station.id, kind: 'hour', method: aqiMethod, points } }
      },
    }),
  ]
}

function pointOf(hour: number, rows: readonly HourStats[], intervalS: number): StationAqi['points'][number] {
  const near = rows.filter(({ time }) => time <= hour && time >= hour - lookBackMs)
  const result = hourlyAqi(hourlyMeansFor(hour, near, intervalS))
  const missing = Object.entries(result.missingAges).map(([parameter, ages]) => {
    return [parameter, ages.map((age) => utc(hour - age * hourMs))] as const
  })
  return {
    time: utc(hour),
    aqi: result.aqi,
    band: result.band,
    main: result.main,
    sub_indices: result.subIndices,
    explain: {
      hours_used: result.hoursUsed,
      hours_missing: Object.fromEntries(missing),
      weights: result.weights,
      concentrations: result.concentrations,
      over_range: result.overRange,
      text: explainInWords(result),
    },
  }
}
