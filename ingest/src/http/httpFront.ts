import { createServer, type Server } from 'node:http'
import express, { type ErrorRequestHandler, type Response } from 'express'
import { reasonText } from '@city/domain/reading/rejection.ts'
import { readDeadLetter, removeDeadLetter } from '@city/store/state/deadLetters.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { payloadLimit, type Intake } from '../pipeline/intake.ts'
import type { Outcome } from '../pipeline/lander.ts'
import { sendProblem } from './problem.ts'
import { requireProducerKey } from './producerKey.ts'

export interface HttpParts {
  keys: readonly string[]
  intake: Intake
  takeDossiers: (payload: string, source: { name: string }) => Promise<{ answer: unknown; outcome: Outcome }>
  db: StateDb
  metrics: Metrics
  /** Names of what does not work now; empty = ready. */
  faults: () => string[]
  log: Logger
}

const retryAfterS = 5

/** The HTTP front of ingest: 2xx means durable, 503 means send again (design section 4). */
export function createHttpFront(parts: HttpParts): Server {
  const app = express()
  app.disable('x-powered-by')
  const body = express.raw({ type: () => true, limit: payloadLimit })
  const known = requireProducerKey(parts.keys)

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
  app.post('/api/v1/dead-letters/:id/replay', known, (request, response) => {
    const letter = readDeadLetter(parts.db, String(request.params.id))
    if (!letter) return sendProblem(response, 404, 'No such dead letter', String(request.params.id))
    if (letter.scope === 'payload' || letter.size > Buffer.byteLength(letter.raw))
      return sendProblem(response, 409, 'Not replayable', reasonText(letter.reason).en, {
        reason: letter.reason,
      })
    const raw = withStation(letter.raw, letter.station)
    parts.intake.takeReadings(`replay:${letter.source}`, Buffer.from(raw), (error, outcome) => {
      if (error) return away(response, error)
      if (outcome.stored + outcome.duplicate > 0) removeDeadLetter(parts.db, letter.id)
      sendOutcome(response, outcome)
    })
  })
  app.get('/livez', (_request, response) => void response.json({ status: 'ok' }))
  app.get('/readyz', (_request, response) => {
    const faults = parts.faults()
    response
      .status(faults.length > 0 ? 503 : 200)
      .json({ status: faults.length > 0 ? 'not ready' : 'ready', faults })
  })
  app.get('/metrics', async (_request, response) => {
    response.type(parts.metrics.contentType).send(await parts.metrics.text())
  })
  app.use((request, response) => sendProblem(response, 404, 'Not found', `${request.method} ${request.path}`))

  const onError: ErrorRequestHandler = (error, request, response, _next) => {
    if (error?.type === 'entity.too.large') {
      const source = (response.locals.source as string | undefined) ?? 'http'
      const detail = `${request.path}: ${request.get('content-length') ?? 'more than the limit of'} bytes`
      parts.intake.reject(source, Buffer.alloc(0), 'payload_too_large', detail, () =>
        sendProblem(
          response,
          413,
          'Payload too large',
          `At most ${payloadLimit} bytes; send in several requests.`,
        ),
      )
      return
    }
    if (response.headersSent || request.destroyed) return
    const status = typeof error?.status === 'number' && error.status < 500 ? error.status : 500
    if (status === 500) parts.log.error({ error }, 'HTTP request failed')
    sendProblem(
      response,
      status,
      status === 500 ? 'Internal error' : 'Bad request',
      status === 500 ? '' : String(error?.message),
    )
  }
  app.use(onError)

  function away(response: Response, error: Error): void {
    response.set('retry-after', String(retryAfterS))
    sendProblem(response, 503, 'Store away', `Nothing of this was taken; send it again. ${error.message}`)
  }
  const server = createServer(app)
  // A sender that trickles its body must not hold a connection for ever.
  server.requestTimeout = 60_000
  server.headersTimeout = 15_000
  return server
}

function sendOutcome(response: Response, outcome: Outcome): void {
  if (outcome.received > 0 && outcome.rejected === outcome.received) {
    const detail = 'Nothing of this was accepted; see /api/v1/dead-letters for each reason.'
    return sendProblem(response, 422, 'Nothing accepted', detail, { ...outcome })
  }
  response.json(outcome)
}

function bytes(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0)
}

/** A reading that came by MQTT was named by its topic; replayed it has to name its station itself. */
function withStation(raw: string, station: string | null): string {
  if (station === null) return raw
  try {
    const body: unknown = JSON.parse(raw)
    return typeof body === 'object' && body !== null ? JSON.stringify({ station, ...body }) : raw
  } catch {
    return raw
  }
}
