import type { Response } from 'express'
import type { Outcome } from '../pipeline/arrival.ts'
import { sendProblem } from './problem.ts'

/** Answers with what became of readings: 422 when nothing of them was accepted. */
export function sendOutcome(response: Response, outcome: Outcome): void {
  if (outcome.received > 0 && outcome.rejected === outcome.received) {
    const detail = 'Nothing of this was accepted; see /api/v1/dead-letters for each reason.'
    return sendProblem(response, 422, 'Nothing accepted', detail, { ...outcome })
  }
  response.json(outcome)
}
