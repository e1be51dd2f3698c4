import { z } from 'zod'
import { disasterLevel, disasterLevels, postedDisasterLevel } from '@city/domain/api/flood.ts'
import { disasterLevelItem } from '@city/store/records/disasterLevelItem.ts'
import { readDisasterLevels } from '@city/store/state/disasterLevels.ts'
import { utc } from '../http/cityTime.ts'
import { forwardToIngest } from '../http/forward.ts'
import { cacheFor, json, notKept, route, type Route } from '../http/route.ts'
import type { RouteParts } from './parts.ts'

/** Disaster-risk levels as the hydrometeorological service issues them: entered, never computed (environment.md 5.3). */
export function disasterRoutes({ state, settings, clock }: RouteParts): Route[] {
  const path = '/api/v1/disaster-levels'
  const tag = 'rain and floods'
  const forwarded = { tag, cache: notKept, secured: true } as const
  return [
    route({
      path,
      tag,
      summary: 'Issued disaster-risk levels 1–5 with bulletin, validity and issuer',
      query: z.object({
        state: z
          .enum(['current', 'all'])
          .default('current')
          .describe('current: in force or upcoming; all: expired and withdrawn ones too, the newest 1000'),
      }),
      answers: [json(disasterLevels, 'The newest validity first')],
      problems: [400],
      cache: cacheFor(15),
      keepMs: 2000,
      handle: ({ query }) => {
        const now = clock()
        const isAll = query.state === 'all'
        const items = readDisasterLevels(state, isAll ? undefined : now)
          .filter(({ withdrawnAt }) => isAll || withdrawnAt === null)
          .map((one) => disasterLevelItem(one, now))
        return { kind: 'json', body: { now: utc(now), items } }
      },
    }),
    route({
      ...forwarded,
      method: 'post',
      path,
      summary: 'Enter an issued level; the same bulletin twice is one level',
      body: { type: 'application/json', schema: postedDisasterLevel, description: 'As the bulletin says' },
      answers: [
        { ...json(disasterLevel, 'It was entered'), status: 201 },
        json(disasterLevel, 'It was there already'),
      ],
      problems: [400, 401, 409, 413, 503, 504],
      handle: ({ request, url }) => forwardToIngest(request, settings.ingestUrl, url),
    }),
    route({
      ...forwarded,
      method: 'delete',
      path: `${path}/{id}`,
      summary: 'Withdraw a level; it is kept and shown as withdrawn',
      params: z.object({ id: z.string().max(100) }),
      query: z.object({ reason: z.string().max(500).optional() }),
      answers: [json(disasterLevel, 'The level, withdrawn')],
      problems: [400, 401, 404, 503, 504],
      handle: ({ request, url }) => forwardToIngest(request, settings.ingestUrl, url),
    }),
  ]
}
