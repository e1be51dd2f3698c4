import { createServer, type Server } from 'node:http'
import express, { type ErrorRequestHandler, type Response } from 'express'
import type { DecodeContext } from '@city/domain/reading/decodeReadings.ts'
import type { RejectionReason } from '@city/domain/reading/rejection.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import type { Logger } from '../log.ts'
import type { MappingBook } from '../mappingBook.ts'
import type { Metrics } from '../metrics.ts'
import type { PullSigns } from '../pull/createPulls.ts'
import { pullReport } from '../pull/pullReport.ts'
import { payloadLimit, type Intake } from '../pipeline/intake.ts'
import type { Outcome } from '../pipeline/arrival.ts'
import type { OverrideDesk } from '../quality/overrideDesk.ts'
import { addMappingRoutes } from './mappingRoutes.ts'
import { addOverrideRoutes } from './overrideRoutes.ts'
import { addDisasterRoutes } from '../rain/disasterRoutes.ts'
import { sendOutcome } from './outcome.ts'
import { sendProblem } from './problem.ts'
import { requireProducerKey } from './producerKey.ts'
import { addRecordRoutes } from './recordRoutes.ts'
import { createReplay } from './replay.ts'
import { addReplayRoutes } from './replayRoutes.ts'

export interface HttpParts {
  keys: readonly string[]
  intake: Intake
  takeDossiers: (
    payload: string,
    source: { name: string; replay?: boolean },
  ) => Promise<{ answer: unknown; outcome: Outcome }>
  mappings: MappingBook
  /** Undefined where this process only lands readings. */
  overrides: OverrideDesk | undefined
  /** What decodes now: today's registry and mappings. */
  context: () => DecodeContext
  now: () => number
  db: StateDb
  metrics: Metrics
  /** Names of what does not work now; empty = ready. */
  faults: () => string[]
  /** Names of what only makes figures wait. */
  delays: () => string[]
  /** How pulled sources are doing. */
  pulls?: (() => readonly PullSigns[]) | undefined
  log: Logger
  /** Name of this process among several. */
  instance?: string | undefined
}

const retryAfterS = 5
/** What is turned away here is input, and is kept as a dead letter. */
const inputPaths: ReadonlySet<string> = new Set(['/api/v1/readings', '/api/v1/dossiers'])

/** The HTTP front of ingest: 2xx means durable, 503 means send again (design section 4). */
export function createHttpFront(parts: HttpParts): Server {
  const app = express()
  app.disable('x-powered-by')
  const body = express.raw({ type: () => true, limit: payloadLimit })
  const known = requireProducerKey(parts.keys)
  app.use((_request, response, next) => {
    if (parts.instance !== undefined) response.set('x-ingest-instance', parts.instance)
    next()
  })

  app.post('/api/v1/readings', known, body, (request, response) => {
    parts.intake.takeReadings(response.locals.source as string, bytes(request.body), (error, outcome) => {
      if (error) return away(response, error)
      sendOutcome(response, outcome)
    })
  })
  app.post('/api/v1/dossiers', known, body, async (request, response) => {
    const text = bytes(request.body).toString('utf8')
    try {
      const { answer, outcome } = await parts.takeDossiers(text, { name: response.locals.source as string })
      response
        .status(outcome.stored + outcome.duplicate > 0 || outcome.received === 0 ? 200 : 422)
        .json(answer)
    } catch (error) {
      away(response, error instanceof Error ? error : new Error(String(error)))
    }
  })
  const replay = createReplay(parts)
  addReplayRoutes(app, { known, replay, db: parts.db, away })
  addMappingRoutes(app, known, parts.mappings)
  addOverrideRoutes(app, known, parts.overrides)
  addDisasterRoutes(app, known, parts)
  addRecordRoutes(app, parts.db)
  app.get('/livez', (_request, response) => void response.json({ status: 'ok' }))
  app.get('/readyz', (_request, response) => {
    const faults = parts.faults()
    const pulls = parts.pulls?.() ?? []
    response.status(faults.length > 0 ? 503 : 200).json({
      ...{ status: faults.length > 0 ? 'not ready' : 'ready', faults, delays: parts.delays() },
      ...(pulls.length > 0 ? { pulls: pullReport(pulls) } : {}),
    })
  })
  app.get('/metrics', async (_request, response) => {
    response.type(parts.metrics.contentType).send(await parts.metrics.text())
  })
  app.use((request, response) => sendProblem(response, 404, 'Not found', `${request.method} ${request.path}`))

  const onError: ErrorRequestHandler = (error, request, response, _next) => {
    // The request says nothing here: it is destroyed as soon as its body was read. The response tells who is still there.
    if (response.headersSent || response.destroyed || response.writableEnded) return
    const source = response.locals.source as string | undefined
    const status = typeof error?.status === 'number' && error.status < 500 ? error.status : 500
    const isInput = inputPaths.has(request.path)
    if (error?.type === 'entity.too.large' && isInput) {
      const size = `${request.get('content-length') ?? 'more than the limit of'} bytes`
      const text = `At most ${payloadLimit} bytes; send in several requests.`
      turnAway(response, source ?? 'http', 'payload_too_large', `${request.path}: ${size}`, () =>
        sendProblem(response, 413, 'Payload too large', text),
      )
    } else if (source !== undefined && status < 500 && isInput) {
      const coding = request.get('content-encoding') ?? 'identity'
      const detail = `the body cannot be decoded (content-encoding: ${coding.slice(0, 50)}): ${String(error?.message)}`
      turnAway(response, source, 'bad_shape', `${request.path}: ${detail}`, () =>
        sendProblem(response, status, 'Bad request', detail, { reason: 'bad_shape' }),
      )
    } else if (status < 500) sendProblem(response, status, 'Bad request', String(error?.message))
    else {
      parts.log.error({ err: error }, 'HTTP request failed')
      sendProblem(response, 500, 'Internal error', '')
    }
  }
  app.use(onError)

  /** Keeps a dead letter of a body that could not be read, then answers. */
  function turnAway(
    response: Response,
    source: string,
    reason: RejectionReason,
    detail: string,
    answer: () => void,
  ): void {
    parts.intake.reject(source, Buffer.alloc(0), reason, detail, (error) =>
      error ? away(response, error) : answer(),
    )
  }
  function away(response: Response, error: Error): void {
    response.set('retry-after', String(retryAfterS))
    sendProblem(response, 503, 'Store away', `Nothing of this was taken; send it again. ${error.message}`)
  }
  const server = createServer(app)
  // A sender that trickles its body must not hold a connection for ever.
  server.requestTimeout = 60_000
  server.headersTimeout = 15_000
  // Longer than senders and proxies keep a connection: closed under a request that is on its way it costs them an error.
  server.keepAliveTimeout = 75_000
  return server
}

function bytes(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0)
}
