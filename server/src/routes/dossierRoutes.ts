import { z } from 'zod'
import { dossierList, dossierSummary, indicatorItem, indicatorList } from '@city/domain/api/schemas.ts'
import { dossierStates } from '@city/domain/dossier/classify.ts'
import { defaultPeriod, wholeDays, type Period } from '@city/domain/dossier/period.ts'
import { cityUnit } from '@city/domain/profile/cityProfile.ts'
import { listDossiers, statesOf } from '@city/store/state/dossiersList.ts'
import { readDossierSummary } from '@city/store/state/dossiersSummary.ts'
import { readCityIndicators } from '../cityIndicators.ts'
import { dayEnd, moment } from '../http/cityTime.ts'
import { pageQuery } from '../http/page.ts'
import { Problem } from '../http/problem.ts'
import { cacheFor, json, notKept, route, type Route } from '../http/route.ts'
import type { RouteParts } from './parts.ts'

const unitQuery = z
  .string()
  .max(20)
  .default(cityUnit)
  .describe(`unit code, see /api/v1/units; ${cityUnit} = the city`)
const keepMs = 3000

/** Dossier figures with their numerators and denominators, the dossiers behind them, and the city's indicators. */
export function dossierRoutes({ profile, state, clock }: RouteParts): Route[] {
  const knownUnit = (unit: string) => {
    if (!profile.units.has(unit))
      throw new Problem(404, 'unknown-unit', `no unit has the code "${unit}"; see /api/v1/units`)
    return unit
  }
  const indicators = () => readCityIndicators(state, profile, clock())
  return [
    route({
      path: '/api/v1/dossiers/summary',
      tag: 'dossiers',
      summary: 'Dossier figures of a unit over whole days of Hanoi; by default the month to date of the city',
      query: z.object({
        unit: unitQuery,
        from: moment.optional().describe('its whole day counts'),
        to: dayEnd
          .optional()
          .describe(
            'a date: that day included; a time: its whole day, or the day before when it is midnight sharp',
          ),
      }),
      answers: [json(dossierSummary, 'The figures')],
      problems: [400, 404],
      cache: cacheFor(10),
      keepMs,
      handle: ({ query }) => {
        const now = clock()
        const body = readDossierSummary(state, knownUnit(query.unit), periodOf(query, now), now)
        return { kind: 'json', body }
      },
    }),
    route({
      path: '/api/v1/dossiers',
      tag: 'dossiers',
      summary: 'Dossiers, those that came last first; no personal data is kept or shown',
      query: z.object({
        unit: unitQuery,
        state: z
          .string()
          .max(40)
          .optional()
          .describe(`open, overdue, ended, or one of ${dossierStates.join(', ')}`),
        ...pageQuery(100, 500),
      }),
      answers: [json(dossierList, 'Dossiers')],
      problems: [400, 404],
      cache: notKept,
      handle: ({ query }) => {
        const { unit, limit, next } = query
        if (next !== undefined && !/^\d{1,15}$/.test(next))
          throw new Problem(400, 'bad-request', 'next: names no page of this list; start again without it')
        const states = query.state === undefined ? undefined : statesOf(query.state)
        if (query.state !== undefined && !states)
          throw new Problem(
            400,
            'bad-request',
            `state: is none of open, overdue, ended, ${dossierStates.join(', ')}`,
          )
        const body = listDossiers(state, {
          unit: knownUnit(unit),
          ...(states ? { states } : {}),
          ...(next === undefined ? {} : { after: next }),
          limit,
          now: clock(),
        })
        return { kind: 'json', body }
      },
    }),
    route({
      path: '/api/v1/indicators',
      tag: 'dossiers',
      summary: 'Every indicator of the city with value, target, deadline and age',
      answers: [json(indicatorList, 'Indicators')],
      cache: cacheFor(10),
      keepMs,
      handle: () => ({ kind: 'json', body: { items: indicators() } }),
    }),
    route({
      path: '/api/v1/indicators/{code}',
      tag: 'dossiers',
      summary: 'One indicator',
      params: z.object({ code: z.string().max(20) }),
      answers: [json(indicatorItem, 'The indicator')],
      problems: [404],
      cache: cacheFor(10),
      keepMs,
      handle: ({ params }) => {
        const found = indicators().find(({ code }) => code === params.code)
        if (!found)
          throw new Problem(
            404,
            'unknown-indicator',
            `no indicator has the code "${params.code}"; see /api/v1/indicators`,
          )
        return { kind: 'json', body: found }
      },
    }),
  ]
}

function periodOf(query: { from?: number | undefined; to?: number | undefined }, now: number): Period {
  const usual = defaultPeriod(now)
  if (query.from === undefined && query.to === undefined) return usual
  try {
    const to = query.to ?? now
    return wholeDays(query.from ?? defaultPeriod(to).from, to)
  } catch (error) {
    if (error instanceof RangeError) throw new Problem(400, 'bad-request', `from, to: ${error.message}`)
    throw error
  }
}
