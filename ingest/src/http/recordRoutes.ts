import type { Express, Request, Response } from 'express'
import { z } from 'zod'
import { deadLetterPlace } from '@city/domain/api/deadLetters.ts'
import { deadLetterCounts, deadLetterPage } from '@city/store/records/deadLetterPage.ts'
import { readBalance } from '@city/store/records/readBalance.ts'
import { revisionPage, revisionPlace } from '@city/store/records/revisionPage.ts'
import { readDeadLetter } from '@city/store/state/deadLetters.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { sendProblem } from './problem.ts'

const moment = z.iso.datetime().transform((text) => Date.parse(text))
const limit = z.coerce.number().int().min(1).max(500).default(50)
const span = z.object({ from: moment, to: moment })
const letters = z.object({
  reason: z.string().optional(),
  source: z.string().optional(),
  station: z.string().optional(),
  from: moment.optional(),
  to: moment.optional(),
})
const letterPage = letters.extend({ limit, next: z.string().transform(deadLetterPlace).optional() })
const revisions = z.object({
  station: z.string().optional(),
  from: moment.optional(),
  to: moment.optional(),
  limit,
  next: z.string().transform(revisionPlace).optional(),
})

/** The records of this process as the server asks for them where several ingest processes share the readings. Paths and
 *  answers are those of the server; what people may ask is decided there. */
export function addRecordRoutes(app: Express, db: StateDb): void {
  app.get('/api/v1/ledger', (request, response) =>
    answer(request, response, span, ({ from, to }) => readBalance(db, from, to)),
  )
  app.get('/api/v1/dead-letters', (request, response) =>
    answer(request, response, letterPage, ({ next, ...page }) =>
      deadLetterPage(db, { ...page, before: next }),
    ),
  )
  app.get('/api/v1/dead-letters/summary', (request, response) =>
    answer(request, response, letters, (filter) => deadLetterCounts(db, filter)),
  )
  app.get('/api/v1/dead-letters/:id/raw', (request, response) => {
    const letter = readDeadLetter(db, request.params.id)
    if (!letter) return sendProblem(response, 404, 'No such dead letter', request.params.id)
    response.attachment(`dead-letter-${letter.id}.bin`).send(Buffer.from(letter.raw))
  })
  app.get('/api/v1/revisions', (request, response) =>
    answer(request, response, revisions, ({ next, ...page }) => revisionPage(db, { ...page, before: next })),
  )
}

function answer<Query>(
  request: Request,
  response: Response,
  schema: z.ZodType<Query>,
  read: (query: Query) => object,
): void {
  const query = schema.safeParse(request.query)
  if (query.success) response.set('cache-control', 'no-store').json(read(query.data))
  else sendProblem(response, 400, 'Bad request', z.prettifyError(query.error))
}
