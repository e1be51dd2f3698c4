import express, { type Express, type RequestHandler, type Response } from 'express'
import { deadLetterPlace, placeText, replayAsked } from '@city/domain/api/deadLetters.ts'
import { reasonText } from '@city/domain/reading/rejection.ts'
import { readDeadLetter } from '@city/store/state/deadLetters.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { sendOutcome } from './outcome.ts'
import { sendProblem } from './problem.ts'
import { readJson } from './readJson.ts'
import type { Replay } from './replay.ts'

export interface ReplayRouteParts {
  known: RequestHandler
  replay: Replay
  db: StateDb
  /** Answers when the store does not take what is replayed. */
  away: (response: Response, error: Error) => void
}

const body = express.raw({ type: () => true, limit: '64kb' })

/** Dead letters taken in again: one, or all that match. */
export function addReplayRoutes(app: Express, { known, replay, db, away }: ReplayRouteParts): void {
  app.post('/api/v1/dead-letters/replay', known, body, async (request, response) => {
    const asked = readJson(request.body, replayAsked, response)
    if (!asked) return
    const { next, from, to, ...filter } = asked
    const after = next === undefined ? undefined : deadLetterPlace(next)
    if (next !== undefined && !after)
      return sendProblem(response, 400, 'Bad request', 'next: names no place of this replay.')
    try {
      const done = await replay.many({ ...filter, from: momentOf(from), to: momentOf(to) }, after)
      const { notReplayable, next: place, ...counts } = done
      response.json({ ...counts, not_replayable: notReplayable, next: place && placeText(place) })
    } catch (error) {
      away(response, error instanceof Error ? error : new Error(String(error)))
    }
  })

  app.post('/api/v1/dead-letters/:id/replay', known, async (request, response) => {
    const id = String(request.params.id)
    try {
      const letter = readDeadLetter(db, id)
      const done = await replay.one(id)
      if (typeof done === 'object') return sendOutcome(response, done)
      if (done === 'missing' || !letter) return sendProblem(response, 404, 'No such dead letter', id)
      const { reason, size, raw } = letter
      const detail =
        done === 'busy'
          ? 'It is being replayed just now.'
          : raw.length < size
            ? `Only the first ${raw.length} of its ${size} bytes were kept; it has to be sent again.`
            : `${reasonText(reason).en}; no mapping and no change of the registry makes it readable.`
      sendProblem(response, 409, done === 'busy' ? 'Busy' : 'Not replayable', detail, { reason })
    } catch (error) {
      away(response, error instanceof Error ? error : new Error(String(error)))
    }
  })
}

function momentOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text)
}
