import { z } from 'zod'
import { deadLetterList, type DeadLetterList } from '@city/domain/api/schemas.ts'
import { reasonText } from '@city/domain/reading/rejection.ts'
import { readDeadLetters, type DeadLetterRow } from '@city/store/state/deadLetters.ts'
import { utc } from '../http/cityTime.ts'
import { pageQuery } from '../http/page.ts'
import { Problem } from '../http/problem.ts'
import { json, notKept, route, type Route } from '../http/route.ts'
import type { RouteParts } from './parts.ts'

/** What was not accepted. */
export function deadLetterRoutes({ state }: RouteParts): Route[] {
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
