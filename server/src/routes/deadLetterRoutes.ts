import { Readable } from 'node:stream'
import { z } from 'zod'
import {
  deadLetterPlace,
  deadLetterSummary,
  placeText,
  replayAsked,
  replayedMany,
  type DeadLetterSummary,
} from '@city/domain/api/deadLetters.ts'
import { deadLetterList, type DeadLetterList } from '@city/domain/api/schemas.ts'
import { isReplayable, reasonText } from '@city/domain/reading/rejection.ts'
import { readDeadLetter, type DeadLetterRow } from '@city/store/state/deadLetters.ts'
import { readDeadLetters, summariseDeadLetters } from '@city/store/state/deadLettersList.ts'
import { hanoiTime, moment, utc } from '../http/cityTime.ts'
import { forwardToIngest } from '../http/forward.ts'
import { pageQuery } from '../http/page.ts'
import { Problem } from '../http/problem.ts'
import { json, notKept, route, type Route } from '../http/route.ts'
import { deadLettersCsv } from '../series/deadLettersCsv.ts'
import type { RouteParts } from './parts.ts'
import { outcome } from './producerShapes.ts'

const filter = {
  reason: z.string().max(100).optional(),
  source: z.string().max(200).optional(),
  station: z.string().max(1000).optional(),
  from: moment.optional().describe('when it came last'),
  to: moment.optional().describe('exclusive'),
}
const letterId = z.object({ id: z.string().max(100) })
const attached = (name: string) => ({ 'Content-Disposition': `attachment; filename="${name}"` })

/** What was not accepted: lists, downloads, and its way back in, which is ingest's. */
export function deadLetterRoutes({ state, settings, clock }: RouteParts): Route[] {
  const shared = { tag: 'records', cache: notKept } as const
  const forwarded = { method: 'post', tag: 'producers', cache: notKept, secured: true } as const
  return [
    route({
      ...shared,
      path: '/api/v1/dead-letters',
      summary: 'Rejected input with reasons, newest first',
      query: z.object({ ...pageQuery(50, 200), ...filter }),
      answers: [json(deadLetterList, 'Dead letters')],
      problems: [400],
      handle: ({ query }) => {
        const { limit, next, ...wanted } = query
        const before = next === undefined ? undefined : placeOf(next)
        const rows = readDeadLetters(state, { ...wanted, limit: limit + 1, ...(before ? { before } : {}) })
        const shown = rows.slice(0, limit)
        const last = shown.at(-1)
        const more = rows.length > limit && last ? placeText(last) : null
        const body: DeadLetterList = { items: shown.map(letterOf), next: more }
        return { kind: 'json', body }
      },
    }),
    route({
      ...shared,
      path: '/api/v1/dead-letters.csv',
      summary:
        'The same as CSV: UTF-8, times of Hanoi with offset, at most 32,000 characters of each content',
      query: z.object(filter),
      answers: [{ status: 200, type: 'text/csv', description: 'One header line, one line a letter' }],
      problems: [400],
      handle: ({ query }) => {
        const name = `dead-letters-${hanoiTime(clock()).slice(0, 10)}.csv`
        const headers = {
          'Content-Type': 'text/csv; charset=utf-8',
          'Cache-Control': notKept,
          ...attached(name),
        }
        return { kind: 'stream', status: 200, headers, body: Readable.from(deadLettersCsv(state, query)) }
      },
    }),
    route({
      ...shared,
      path: '/api/v1/dead-letters/summary',
      summary: 'Dead letters by reason and source',
      query: z.object(filter),
      answers: [json(deadLetterSummary, 'Counts, most letters first')],
      problems: [400],
      handle: ({ query }) => {
        const { total, oldestAt, by, trimmed } = summariseDeadLetters(state, query)
        const body = {
          total,
          count: by.reduce((sum, { count }) => sum + count, 0),
          oldest_at: utc(oldestAt),
          by: by.map(({ firstAt, lastAt, ...one }) => ({
            ...one,
            text: reasonText(one.reason),
            first_at: utc(firstAt),
            last_at: utc(lastAt),
          })),
          trimmed: trimmed.map(({ lastAt, ...one }) => ({ ...one, last_at: utc(lastAt) })),
        } satisfies DeadLetterSummary
        return { kind: 'json', body }
      },
    }),
    route({
      ...shared,
      path: '/api/v1/dead-letters/{id}/raw',
      summary: 'What came, byte by byte (at most the first 64 KiB)',
      params: letterId,
      answers: [{ status: 200, type: 'application/octet-stream', description: 'The bytes' }],
      problems: [400, 404],
      handle: ({ params }) => {
        const letter = readDeadLetter(state, params.id)
        if (!letter) throw new Problem(404, 'unknown-dead-letter', params.id)
        const headers = {
          'Content-Type': 'application/octet-stream',
          'Content-Length': String(letter.raw.length),
          'Cache-Control': notKept,
          ...attached(`dead-letter-${letter.id}.bin`),
        }
        return { kind: 'stream', status: 200, headers, body: Readable.from([Buffer.from(letter.raw)]) }
      },
    }),
    route({
      ...forwarded,
      path: '/api/v1/dead-letters/replay',
      summary: 'Take all matching dead letters in again; what is accepted leaves the list, the rest stays',
      body: { type: 'application/json', schema: replayAsked, description: 'Which letters; {} = all' },
      answers: [json(replayedMany, 'What became of them; `next` where a long replay goes on')],
      problems: [400, 401, 413, 503, 504],
      handle: ({ request, url }) => forwardToIngest(request, settings.ingestUrl, url),
    }),
    route({
      ...forwarded,
      path: '/api/v1/dead-letters/{id}/replay',
      summary: 'Take a dead letter in again, after the registry, a mapping or the rule was corrected',
      params: letterId,
      answers: [json(outcome, 'What became of it')],
      problems: [401, 404, 409, 413, 422, 503, 504],
      handle: ({ request, url }) => forwardToIngest(request, settings.ingestUrl, url),
    }),
  ]
}

function placeOf(next: string): { lastAt: number; id: string } {
  const place = deadLetterPlace(next)
  if (!place)
    throw new Problem(400, 'bad-request', 'next: names no page of this list; start again without it')
  return place
}

function letterOf(row: DeadLetterRow): DeadLetterList['items'][number] {
  const { id, source, station, domain, scope, reason, detail, count, size } = row
  const bytes = Buffer.from(row.raw)
  return {
    ...{ id, source, station, domain, scope, reason, detail, count, size },
    text: reasonText(reason),
    received_at: utc(row.lastAt),
    first_at: utc(row.firstAt),
    raw: bytes.toString('utf8'),
    ...(isText(bytes, row.size) ? {} : { raw_base64: bytes.toString('base64') }),
    replayable: isReplayable(row),
  }
}

/** Whether bytes are valid UTF-8; where only the beginning was kept, its last character may be cut. */
function isText(bytes: Uint8Array, size: number): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: bytes.length < size })
    return true
  } catch {
    return false
  }
}
