import { z } from 'zod'
import { stationWqi, type StationWqi } from '@city/domain/api/water.ts'
import { dayMs } from '@city/domain/time/hanoiTime.ts'
import { wqiMethod } from '@city/domain/water/wqiFormula.ts'
import { wqiRulesOf } from '@city/domain/water/waterSettings.ts'
import { moment, utc } from '../http/cityTime.ts'
import { Problem } from '../http/problem.ts'
import { cacheFor, json, route, type Route } from '../http/route.ts'
import { spanOf } from '../series/readSeries.ts'
import { readWaterHours } from '../water/readWaterHours.ts'
import { classesOfSpan } from '../water/spanClasses.ts'
import { wqiPointOf } from '../water/wqiPoints.ts'
import { stationId, stationOf } from './stationRoutes.ts'
import type { RouteParts } from './parts.ts'

/** Spans of one answer. */
const spans = {
  hour: { usualMs: dayMs, mostMs: 31 * dayMs },
  day: { usualMs: 30 * dayMs, mostMs: 366 * dayMs },
}

/** The water quality index of a station, computed from what is stored now, with everything that explains it, and the
 *  classes of QCVN 08:2023 on the means of the span. */
export function wqiRoutes({ profile, series, state, clock }: RouteParts): Route[] {
  return [
    route({
      path: '/api/v1/stations/{id}/wqi',
      tag: 'series',
      summary:
        'Hourly or daily VN_WQI with groups and explanation (provisional where too few groups are measured), and QCVN 08:2023 classes of the span',
      params: stationId,
      query: z.object({
        from: moment
          .optional()
          .describe('inclusive; by default 24 hours (hour) or 30 days (day) before `to`'),
        to: moment.optional().describe('exclusive; by default now'),
        kind: z.enum(['hour', 'day']).default('hour').describe('days are days of Hanoi'),
      }),
      answers: [
        json(stationWqi, 'time = start of the hour or day, UTC; every finished one of the span is listed'),
      ],
      problems: [400, 404, 503],
      cache: cacheFor(30),
      keepMs: 2000,
      handle: async ({ params, query: { kind, ...query } }) => {
        const station = stationOf(profile.stations, params.id)
        if (station.domain !== 'water')
          throw new Problem(
            400,
            'wrong-domain',
            `${station.id} is a ${station.domain} station: only water stations have VN_WQI`,
          )
        const now = clock()
        const asked = spanOf(query, now, spans[kind].usualMs, spans[kind].mostMs)
        const { asked: windows, rows } = await readWaterHours({ series, state, station, now }, kind, asked)
        const settings = profile.settings.water
        const rules = wqiRulesOf(settings)
        const points = windows.map(({ time, means, change }) =>
          wqiPointOf(time, means, rules, change ? { at: utc(change.at), was: change.was } : null),
        )
        const span = { from: asked.from, to: Math.min(asked.to, now) }
        const body: StationWqi = {
          ...{ station: station.id, kind, method: wqiMethod(rules.formula), points },
          classes: classesOfSpan(settings.bodies[station.id] ?? 'lake', rows, span),
        }
        return { kind: 'json', body }
      },
    }),
  ]
}
