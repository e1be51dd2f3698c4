import { createHash, timingSafeEqual } from 'node:crypto'
import type { RequestHandler } from 'express'
import { sendProblem } from './problem.ts'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Lets only known producers in (header `x-api-key`). Without configured keys nobody is known.
 *  Sets `response.locals.source`: `http:` and the first letters of the key's digest, never the key. */
export function requireProducerKey(keys: readonly string[]): RequestHandler {
  const known = keys.map(digest)
  return (request, response, next) => {
    const given = digest(request.get('x-api-key') ?? '')
    if (!known.some((one) => timingSafeEqual(one, given))) {
      sendProblem(response, 401, 'Unknown producer', 'The header x-api-key carries no key of INGEST_KEYS.')
      return
    }
    response.locals.source = `http:${given.toString('hex').slice(0, 8)}`
    next()
  }
}
