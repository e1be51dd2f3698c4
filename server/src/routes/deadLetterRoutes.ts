import { Readable } from 'node:stream'
import { z } from 'zod'
import {
  deadLetterPlace,
  deadLetterSummary,
  replayAsked,
  replayedMany,
} from '@city/domain/api/deadLetters.ts'
import { deadLetterList } from '@city/domain/api/schemas.ts'
import { deadLetterCounts, deadLetterPage } from '@city/store/records/deadLetterPage.ts'
import { readDeadLetter } from '@city/store/state/deadLetters.ts'
import { hanoiTime, moment } from '../http/cityTime.ts'
import { forwardToIngest } from '../http/forward.ts'
import { pageQuery } from '../http/page.ts'
import { Problem } from '../http/problem.ts'
import { json, notKept, route, type Route } from '../http/route.ts'
import { whereIs, withPeerCounts, withPeerLetters } from '../peers/peerLetters.ts'
import { replayMany } from '../peers/replayMany.ts'
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
export function deadLetterRoutes({ state, settings, clock, peers }: RouteParts): Route[] {
  const shared = { tag: 'records', cache: notKept } as const
  const forwarded = { method: 'post', tag: 'producers', cache: notKept, secured: true } as const
  async function placed(id: string): Promise<{ id: string; url?: string }> {
    const place = await whereIs(peers, id)
    if (!place) throw new Problem(503, 'ingest-away', `the ingest that keeps ${id} does not answer`)
    return place
  }

  return [
    route({
      ...shared,
      path: '/api/v1/dead-letters',
      summary: 'Rejected input with reasons, newest first',
      query: z.object({ ...pageQuery(50, 200), ...filter }),
      answers: [json(deadLetterList, 'Dead letters')],
      problems: [400],
      handle: async ({ query }) => {
        const { next, ...wanted } = query
        const before = next === undefined ? undefined : placeOf(next)
        const own = deadLetterPage(state, { ...wanted, before })
        return { kind: 'json', body: await withPeerLetters(peers, own, query) }
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
      handle: async ({ query }) => {
        const own = deadLetterCounts(state, query)
        return { kind: 'json', body: await withPeerCounts(peers, own, query) }
      },
    }),
    route({
      ...shared,
      path: '/api/v1/dead-letters/{id}/raw',
      summary: 'What came, byte by byte (at most the first 64 KiB)',
      params: letterId,
      answers: [{ status: 200, type: 'application/octet-stream', description: 'The bytes' }],
      problems: [400, 404, 503, 504],
      handle: async ({ params, request }) => {
        const { id, url } = await placed(params.id)
        if (url !== undefined) return forwardToIngest(request, url, `/api/v1/dead-letters/${id}/raw`)
        const letter = readDeadLetter(state, id)
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
      handle: ({ request, url }) => {
        if (peers.urls.length === 0) return forwardToIngest(request, settings.ingestUrl, url)
        return replayMany(request, [settings.ingestUrl, ...peers.urls], async (asked) => {
          const wanted = z.object(filter).parse(asked)
          return (await withPeerCounts(peers, deadLetterCounts(state, wanted), wanted)).total
        })
      },
    }),
    route({
      ...forwarded,
      path: '/api/v1/dead-letters/{id}/replay',
      summary: 'Take a dead letter in again, after the registry, a mapping or the rule was corrected',
      params: letterId,
      answers: [json(outcome, 'What became of it')],
      problems: [401, 404, 409, 413, 422, 503, 504],
      handle: async ({ params, request, url }) => {
        const place = await placed(params.id)
        return place.url === undefined
          ? forwardToIngest(request, settings.ingestUrl, url)
          : forwardToIngest(request, place.url, `/api/v1/dead-letters/${place.id}/replay`)
      },
    }),
  ]
}

function placeOf(next: string): { lastAt: number; id: string } {
  const place = deadLetterPlace(next)
  if (!place)
    throw new Problem(400, 'bad-request', 'next: names no page of this list; start again without it')
  return place
}
