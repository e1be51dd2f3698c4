import type { Express, NextFunction, Request, Response } from 'express'
import { pipeline } from 'node:stream/promises'
import { Keep, represent, type Representation } from './keep.ts'
import { Problem } from './problem.ts'
import type { Answer, Route } from './route.ts'
import type { Log } from '../log.ts'

const keptAnswers = 300

export interface MountParts {
  clock: () => number
  log: Log
}

/** Puts routes on the application: parsing, answers, tags, compression and short keeping are the same for all. */
export function mount(app: Express, routes: readonly Route[], parts: MountParts): void {
  const keep = new Keep(keptAnswers, parts.clock)
  const methods = new Map<string, string[]>()
  for (const route of routes) {
    const path = route.path.replace(/\{(\w+)\}/g, ':$1')
    methods.set(path, [...(methods.get(path) ?? []), route.method.toUpperCase()])
    app[route.method](path, async (request, response) => {
      response.locals.route = route.path
      const { params, query, originalUrl: url } = request
      const { key, run } = route.prepare({ params, query, url, request })
      if (route.keepMs === 0) return send(await run(), request, response, route.cache)
      const kept = await keep.get(key, route.keepMs, async () => representationOf(await run()))
      await sendRepresentation(kept, request, response, route.cache)
    })
  }
  for (const [path, known] of methods) {
    app.all(path, () => {
      const allowed = known.includes('GET') ? [...known, 'HEAD', 'OPTIONS'] : known
      throw new Problem(405, 'method-not-allowed', `use ${known.join(' or ')}`, { Allow: allowed.join(', ') })
    })
  }
}

function representationOf(answer: Answer): Representation {
  if (answer.kind === 'json') {
    const now = 'now' in answer.body ? answer.body.now : undefined
    return represent(
      `${answer.type ?? 'application/json'}; charset=utf-8`,
      JSON.stringify(answer.body),
      {},
      now,
    )
  }
  if (answer.kind === 'text') return represent(answer.type, answer.body, answer.headers)
  throw new TypeError(`an answer of kind ${answer.kind} cannot be kept`)
}

async function send(answer: Answer, request: Request, response: Response, cache: string): Promise<void> {
  if (answer.kind === 'file') return sendFile(answer, response, cache)
  if (answer.kind === 'stream') {
    response.writeHead(answer.status, answer.headers)
    return pipeline(answer.body, response)
  }
  if (answer.kind === 'json' && answer.status) response.status(answer.status)
  await sendRepresentation(representationOf(answer), request, response, cache)
}

async function sendRepresentation(
  made: Representation,
  request: Request,
  response: Response,
  cache: string,
): Promise<void> {
  response.setHeader('ETag', made.etag)
  response.setHeader('Cache-Control', cache)
  response.vary('Accept-Encoding')
  for (const [name, value] of Object.entries(made.headers)) response.setHeader(name, value)
  if (request.fresh) {
    response.status(304).end()
    return
  }
  response.setHeader('Content-Type', made.type)
  const small = request.acceptsEncodings('gzip') === 'gzip' ? await made.gzipped() : undefined
  if (small) response.setHeader('Content-Encoding', 'gzip')
  const bytes = small ?? made.bytes
  response.setHeader('Content-Length', bytes.length)
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

async function sendFile(answer: Answer & { kind: 'file' }, response: Response, cache: string): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      const headers = { 'Cache-Control': cache, ...answer.headers }
      response.sendFile(answer.path, { headers, cacheControl: false, dotfiles: 'allow' }, (error) =>
        error ? reject(error) : resolve(),
      )
    })
  } catch (error) {
    if (isGone(error)) return
    if (statusOf(error) === 404) throw answer.missing
    throw error
  }
}

/** The caller went away before the answer was out: nobody is left to tell. */
function isGone(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return (
    code === 'ECONNABORTED' ||
    code === 'EPIPE' ||
    code === 'ECONNRESET' ||
    code === 'ERR_STREAM_PREMATURE_CLOSE'
  )
}

function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error && typeof error.status === 'number'
    ? error.status
    : undefined
}

/** Answers every path that nothing else answered. */
export function answerUnknown(request: Request): never {
  throw new Problem(404, 'not-found', `${request.path}: no such path; the API is described at /api/docs`)
}

/** Every fault leaves as problem details; what is ours alone is logged and never shown. */
export function answerFaults(log: Log) {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    if (isGone(error)) return
    const problem = problemOf(error)
    if (problem.kind === 'internal') log.error({ err: error, path: request.path }, 'request failed')
    if (response.headersSent) return next(error)
    for (const name of ['ETag', 'Last-Modified', 'x-snapshot-at']) response.removeHeader(name)
    response.status(problem.status).set(problem.headers)
    response.set({ 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
    response.end(JSON.stringify(problem.body()))
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof Error && error.name === 'StoreAway')
    return new Problem(503, 'store-away', 'try again shortly; live values are still served', {
      'Retry-After': '5',
    })
  const status = statusOf(error)
  // express itself: a path that cannot be decoded, a range that cannot be met
  if (status !== undefined && status >= 400 && status < 500)
    return new Problem(status, status === 404 ? 'not-found' : 'bad-request', 'the request cannot be read')
  return new Problem(500, 'internal', 'the fault is logged; try again')
}
