import { z } from 'zod'
import { deadLetterList, ledger, type DeadLetterList } from '@city/domain/api/schemas.ts'
import { reasonText } from '@city/domain/reading/rejection.ts'
import { dayMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { readDeadLetters, type DeadLetterRow } from '@city/store/state/deadLetters.ts'
import { readLedger } from '@city/store/state/ledger.ts'
import { moment, utc } from '../http/cityTime.ts'
import { pageQuery } from '../http/page.ts'
import { Problem } from '../http/problem.ts'
import { json, notKept, route, type Route } from '../http/route.ts'
import { spanOf } from '../series/readSeries.ts'
import type { RouteParts } from './parts.ts'

const ledgerMostMs = 31 * dayMs

/** What was not accepted, and the loss ledger. */
export function recordRoutes({ state, clock }: RouteParts): Route[] {
  return [
    route({
      path: '/api/v1/dead-letters',
      tag: 'records',
      summary: 'Rejected input with reasons, newest first',
      query: z.object({
        ...pageQuery(50, 200),
        reason: z.string().max(100).optional(),
        source: z.string().max(200).optional(),
      }),
      answers: [json(deadLetterList, 'Dead letters')],
      problems: [400],
      cache: notKept,
      handle: ({ query }) => {
        const { limit, next, reason, source } = query
        const rows = readDeadLetters(state, {
          limit: limit + 1,
          ...(next === undefined ? {} : { before: placeOf(next) }),
          ...(reason === undefined ? {} : { reason }),
          ...(source === undefined ? {} : { source }),
        })
        const shown = rows.slice(0, limit)
        const last = shown.at(-1)
        const more = rows.length > limit && last ? `${last.lastAt}-${last.id}` : null
        const body: DeadLetterList = { items: shown.map(letterOf), next: more }
        return { kind: 'json', body }
      },
    }),
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
        // Nothing waits in ingest: what is not yet stored is not acknowledged, so its sender still has it.
        const rows = readLedger(state, hourStart(from), to).map((row) => ({
          ...row,
          hour: utc(row.hour),
          waiting: 0,
        }))
        const balanced = rows.every(
          (row) => row.received === row.stored + row.duplicate + row.rejected + row.waiting,
        )
        return { kind: 'json', body: { rows, balanced } }
      },
    }),
  ]
}

function placeOf(next: string): { lastAt: number; id: string } {
  const [, lastAt, id] = /^(\d{1,16})-(\w+)$/.exec(next) ?? []
  if (lastAt === undefined || id === undefined)
    throw new Problem(400, 'bad-request', 'next: names no page of this list; start again without it')
  return { lastAt: Number(lastAt), id }
}

function letterOf(row: DeadLetterRow): DeadLetterList['items'][number] {
  const { id, source, station, reason, detail, count, size, raw } = row
  const [received_at, first_at] = [utc(row.lastAt), utc(row.firstAt)]
  return {
    id,
    source,
    station,
    reason,
    detail,
    text: reasonText(reason),
    received_at,
    first_at,
    count,
    size,
    raw,
  }
}
