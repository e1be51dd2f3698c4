import { createHash } from 'node:crypto'
import express, { type Express, type RequestHandler } from 'express'
import { postedDisasterLevel, type PostedDisasterLevel } from '@city/domain/api/flood.ts'
import { disasterLevelItem } from '@city/store/records/disasterLevelItem.ts'
import {
  readDisasterLevel,
  saveDisasterLevel,
  withdrawDisasterLevel,
  type StoredDisasterLevel,
} from '@city/store/state/disasterLevels.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { sendProblem } from '../http/problem.ts'
import { readJson } from '../http/readJson.ts'

const body = express.raw({ type: () => true, limit: '64kb' })
const longestReason = 500

/** Issued disaster-risk levels, entered and withdrawn by people; never computed (environment.md 5.3 [P]). */
export function addDisasterRoutes(
  app: Express,
  known: RequestHandler,
  { db, now }: { db: StateDb; now: () => number },
): void {
  app.post('/api/v1/disaster-levels', known, body, (request, response) => {
    const posted = readJson(request.body, postedDisasterLevel, response)
    if (!posted) return
    const level = levelOf(posted, now(), String(response.locals.source))
    const before = readDisasterLevel(db, level.id)
    if (before?.withdrawnAt === null) return void response.status(200).json(disasterLevelItem(before, now()))
    if (before)
      return sendProblem(
        response,
        409,
        'Withdrawn',
        'This level was withdrawn; a new one needs a new bulletin.',
      )
    saveDisasterLevel(db, level)
    response.status(201).json(disasterLevelItem(level, now()))
  })

  app.delete('/api/v1/disaster-levels/:id', known, (request, response) => {
    const id = String(request.params.id)
    const { reason } = request.query
    if (reason !== undefined && (typeof reason !== 'string' || reason.length > longestReason))
      return sendProblem(response, 400, 'Bad request', `reason: text of at most ${longestReason} characters.`)
    const by = String(response.locals.source)
    withdrawDisasterLevel(db, id, { at: now(), by, reason: reason || null })
    const kept = readDisasterLevel(db, id)
    if (!kept) return sendProblem(response, 404, 'No such level', id.slice(0, 50))
    response.json(disasterLevelItem(kept, now()))
  })
}

/** The same bulletin entered again is the same level: its id is made of what it says. */
function levelOf(posted: PostedDisasterLevel, now: number, by: string): StoredDisasterLevel {
  const { hazard, level, area, bulletin, issued_by: issuedBy } = posted
  const [validFrom, validTo] = [Date.parse(posted.valid_from), Date.parse(posted.valid_to)]
  const said = JSON.stringify([hazard, level, area, bulletin, issuedBy, validFrom, validTo])
  return {
    id: createHash('sha256').update(said).digest('hex').slice(0, 16),
    ...{ hazard, level, area, bulletin, issuedBy, validFrom, validTo },
    ...{ enteredAt: now, enteredBy: by, withdrawnAt: null, withdrawnBy: null, withdrawnReason: null },
  }
}
