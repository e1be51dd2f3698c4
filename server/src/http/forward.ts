import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { Problem } from './problem.ts'
import type { Answer } from './route.ts'

/** What of a producer's request the receiving service needs; nothing else is passed on. */
const headersUp = [
  'content-type',
  'content-length',
  'content-encoding',
  'x-api-key',
  'accept',
  'user-agent',
] as const
const headersDown = [
  'content-type',
  'content-length',
  'content-disposition',
  'retry-after',
  'location',
] as const
/** Landing is a matter of milliseconds; a store that is away makes ingest answer 503 by itself before this. */
const answerLimitMs = 15_000

/** Passes a producer's request on to ingest as it comes in, never held whole here, and its answer back.
 *  A 2xx is ingest's own: what it confirms is durable.
 *  @throws Problem 503 when ingest cannot be reached, 504 when it does not answer; nothing is then known to be taken */
export function forwardToIngest(request: IncomingMessage, ingestUrl: string, path: string): Promise<Answer> {
  const url = new URL(path, ingestUrl)
  const headers: Record<string, string> = {}
  for (const name of headersUp) {
    const value = request.headers[name]
    if (typeof value === 'string') headers[name] = value
  }
  return new Promise((resolve, reject) => {
    const open = url.protocol === 'https:' ? requestHttps : requestHttp
    const up = open(url, { method: request.method, headers }, (answer) => {
      resolve({ kind: 'stream', status: answer.statusCode ?? 502, headers: pick(answer), body: answer })
    })
    up.setTimeout(answerLimitMs, () => {
      reject(
        new Problem(504, 'ingest-silent', 'nothing is known to be stored; send it again', {
          'Retry-After': '30',
        }),
      )
      up.destroy()
    })
    up.on('error', () => {
      reject(
        new Problem(503, 'ingest-away', 'nothing of this was stored; send it again', { 'Retry-After': '5' }),
      )
      request.unpipe(up)
      request.resume()
    })
    request.on('close', () => {
      if (!request.complete) up.destroy()
    })
    request.pipe(up)
  })
}

function pick(answer: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = { 'Cache-Control': 'no-store' }
  for (const name of headersDown) {
    const value = answer.headers[name]
    if (typeof value === 'string') headers[name] = value
  }
  return headers
}
