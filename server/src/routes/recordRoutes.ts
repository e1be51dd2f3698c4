import { z } from 'zod'
import { ledger } from '@city/domain/api/schemas.ts'
import { dayMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { moment } from '../http/cityTime.ts'
import { json, notKept, route, type Route } from '../http/route.ts'
import { readBalance } from '../readBalance.ts'
import { spanOf } from '../series/readSeries.ts'
import type { RouteParts } from './parts.ts'

const ledgerMostMs = 31 * dayMs

/** The loss ledger. */
export function recordRoutes({ state, clock }: RouteParts): Route[] {
  return [
    route({
      path: '/api/v1/ledger',
      tag: 'records',
      summary:
        'What was received = stored + duplicate + rejected + waiting, per source, station and hour of arrival',
      query: z.object({
        from: moment.optional().describe('by default 24 hours before `to`; its whole hour counts'),
        to: moment.optional().describe('exclusive; by default now'),
      }),
      answers: [json(ledger, 'Ledger rows, newest hour first')],
      problems: [400],
      cache: notKept,
      handle: ({ query }) => {
        const { from, to } = spanOf(query, clock(), dayMs, ledgerMostMs)
        return { kind: 'json', body: readBalance(state, hourStart(from), to) }
      },
    }),
  ]
}
