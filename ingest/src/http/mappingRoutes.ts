import express, { type Express, type RequestHandler } from 'express'
import { mapping, mappingFaults, mappingKinds, type Mapping } from '@city/domain/profile/mapping.ts'
import { isDomain } from '@city/domain/station/station.ts'
import type { MappingBook } from '../mappingBook.ts'
import { sendProblem } from './problem.ts'
import { readJson } from './readJson.ts'

const body = express.raw({ type: () => true, limit: '64kb' })

/** Mappings made and taken away at the desk; they hold at once. */
export function addMappingRoutes(app: Express, known: RequestHandler, book: MappingBook): void {
  app.post('/api/v1/mappings', known, body, (request, response) => {
    const asked = readJson(request.body, mapping, response)
    if (!asked) return
    const made = book.add(asked, String(response.locals.source))
    if ('item' in made) return void response.status(made.isNew ? 201 : 200).json(made.item)
    const text = mappingFaults[made.fault]
    const status = made.fault === 'mapped_already' || made.fault === 'too_many' ? 409 : 422
    sendProblem(response, status, 'No valid mapping', text.en, { reason: made.fault, text })
  })

  app.delete('/api/v1/mappings/:kind/:from', known, (request, response) => {
    const { kind, from } = request.params as { kind: string; from: string }
    const { domain } = request.query
    if (domain !== undefined && (typeof domain !== 'string' || (domain !== '' && !isDomain(domain))))
      return sendProblem(response, 400, 'Bad request', 'domain: is none of air, rain, water, flood.')
    const wanted = domain === undefined ? undefined : domain === '' ? null : domain
    const removed = isKind(kind) ? book.remove(kind, from, wanted) : 0
    if (removed === 'in profile')
      return sendProblem(response, 409, 'In the profile', 'It stands in mappings.csv of the city profile.')
    if (removed === 0)
      return sendProblem(response, 404, 'No such mapping', `${kind.slice(0, 50)} ${from.slice(0, 200)}`)
    response.json({ removed })
  })
}

function isKind(text: string): text is Mapping['kind'] {
  return (mappingKinds as readonly string[]).includes(text)
}
