import type { IncomingMessage } from 'node:http'
import { replayAsked, replayedMany, type ReplayedMany } from '@city/domain/api/deadLetters.ts'
import { Problem } from '../http/problem.ts'
import type { Answer } from '../http/route.ts'

const bodyLimit = 64 * 1024
/** Ingest answers a call for a slice of letters within some seconds. */
const answerLimitMs = 15_000

/** Replays what matches in every ingest, one after the other: `next` names whose turn it is (its place in `urls`, a
 *  colon, and the `next` that it gave). One that cannot be reached is left out, its letters stay.
 *  @param urls fronts of all of them, our own first
 *  @param remaining how many letters match now in all of them
 *  @throws Problem 400 when the body is not valid, 503 when our own ingest cannot be reached */
export async function replayMany(
  request: IncomingMessage,
  urls: readonly string[],
  remaining: (asked: Record<string, unknown>) => Promise<number>,
): Promise<Answer> {
  const { next: place, ...asked } = parse(await textOf(request))
  const [, turn = '0', next = ''] = /^(\d{1,3}):(.*)$/.exec(place ?? '0:') ?? []
  const url = urls[Number(turn)]
  if (url === undefined || (place !== undefined && !place.includes(':')))
    throw new Problem(400, 'bad-request', 'next: names no place of this replay')
  const following = Number(turn) + 1 < urls.length ? `${Number(turn) + 1}:` : null
  const answer = await fetch(new URL('/api/v1/dead-letters/replay', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': String(request.headers['x-api-key'] ?? '') },
    body: JSON.stringify({ ...asked, ...(next === '' ? {} : { next }) }),
    signal: AbortSignal.timeout(answerLimitMs),
  }).catch(() => undefined)
  if (!answer && turn === '0')
    throw new Problem(503, 'ingest-away', 'nothing of this was stored; send it again', { 'Retry-After': '5' })
  if (answer && !answer.ok) {
    const type = answer.headers.get('content-type') ?? 'application/problem+json'
    return { kind: 'json', status: answer.status, type, body: Object(await answer.json()) }
  }
  const done = answer ? replayedMany.parse(await answer.json()) : nothing
  const body: ReplayedMany = {
    ...done,
    remaining: await remaining(asked),
    next: done.next === null ? following : `${turn}:${done.next}`,
  }
  return { kind: 'json', body }
}

const nothing: ReplayedMany = {
  ...{ letters: 0, received: 0, stored: 0, duplicate: 0, rejected: 0, waiting: 0 },
  ...{ not_replayable: 0, remaining: 0, next: null },
}

function parse(text: string) {
  try {
    return replayAsked.parse(JSON.parse(text || '{}'))
  } catch {
    throw new Problem(400, 'bad-request', 'the body does not say which letters')
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > bodyLimit) throw new Problem(400, 'bad-request', `at most ${bodyLimit} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
