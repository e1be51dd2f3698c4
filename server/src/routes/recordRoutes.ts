import { z } from 'zod'
import { ledger } from '@city/domain/api/schemas.ts'
import { readBalance } from '@city/store/records/readBalance.ts'
import { dayMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { moment, utc } from '../http/cityTime.ts'
import { json, notKept, route, type Route } from '../http/route.ts'
import { mergeLedgers } from '../peers/mergeLedgers.ts'
import { spanOf } from '../series/readSeries.ts'
import type { RouteParts } from './parts.ts'

const ledgerMostMs = 31 * dayMs

/** The loss ledger. */
export function recordRoutes({ state, clock, peers, self }: RouteParts): Route[] {
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
      handle: async ({ query }) => {
        const { from, to } = spanOf(query, clock(), dayMs, ledgerMostMs)
        const own = readBalance(state, hourStart(from), to)
        if (peers.urls.length === 0) return { kind: 'json', body: own }
        const path = `/api/v1/ledger?from=${utc(hourStart(from))}&to=${utc(to)}`
        const answers = await peers.askAll(path, ledger)
        return { kind: 'json', body: mergeLedgers([{ ...self(), body: own }, ...answers]) }
      },
    }),
  ]
}
