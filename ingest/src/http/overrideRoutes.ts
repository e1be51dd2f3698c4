import express, { type Express, type RequestHandler, type Response } from 'express'
import { newOverride, withdrawal } from '@city/domain/api/quality.ts'
import type { OverrideDesk } from '../quality/overrideDesk.ts'
import { sendProblem } from './problem.ts'
import { readJson } from './readJson.ts'

const body = express.raw({ type: () => true, limit: '64kb' })

/** Decisions of analysts about flags. @param desk undefined where this process only lands readings */
export function addOverrideRoutes(app: Express, known: RequestHandler, desk: OverrideDesk | undefined): void {
  const path = '/api/v1/stations/:station/overrides'
  app.post(path, known, body, (request, response) => {
    const asked = readJson(request.body, newOverride, response)
    if (!asked) return
    const { station } = request.params as { station: string }
    if (!desk) return onlyLands(response)
    const made = desk.add(station, asked, String(response.locals.source))
    if ('fault' in made) return turnDown(response, made.fault)
    response.status(201).json(made.item)
  })
  app.post(`${path}/:id/withdraw`, known, body, (request, response) => {
    const asked = readJson(request.body, withdrawal, response)
    if (!asked) return
    const { station, id } = request.params as { station: string; id: string }
    if (!desk) return onlyLands(response)
    const done = desk.withdraw(
      station,
      /^\d{1,15}$/.test(id) ? Number(id) : -1,
      asked,
      String(response.locals.source),
    )
    if ('fault' in done) return turnDown(response, done.fault)
    response.json(done.item)
  })
}

function turnDown(response: Response, { status, detail }: { status: number; detail: string }): void {
  const title = status === 404 ? 'Not found' : status === 409 ? 'Conflict' : 'No valid decision'
  sendProblem(response, status, title, detail)
}

function onlyLands(response: Response): void {
  sendProblem(response, 503, 'Only lands', 'Decisions are taken by the ingest with INGEST_ROLE=all.')
}
