import { z } from 'zod'
import { forwardToIngest } from '../http/forward.ts'
import { notKept, route, type Route } from '../http/route.ts'
import type { RouteParts } from './parts.ts'
import { dossierAnswer, outcome, postedDossiers, postedReadings } from './producerShapes.ts'

const problems = [401, 404, 409, 413, 422, 503, 504]

/** What producers send. Ingest owns these; they pass through here so that outsiders know one port. */
export function producerRoutes({ settings }: RouteParts): Route[] {
  const pass = { method: 'post', tag: 'producers', cache: notKept, secured: true } as const
  return [
    route({
      ...pass,
      path: '/api/v1/readings',
      summary:
        'Send readings; a 2xx answer means that they are durable, the same reading twice is one reading',
      body: {
        type: 'application/json',
        schema: postedReadings,
        description: 'One reading or an array of them',
      },
      answers: [
        { status: 200, type: 'application/json', description: 'What became of them', schema: outcome },
      ],
      problems: problems.filter((status) => status !== 404 && status !== 409),
      handle: ({ request, url }) => forwardToIngest(request, settings.ingestUrl, url),
    }),
    route({
      ...pass,
      path: '/api/v1/dossiers',
      summary: 'Send dossiers: DongBoHoSoMC and CapNhatTienDoHoSoMC messages',
      body: {
        type: 'application/json',
        schema: postedDossiers,
        description: 'The message as the one-stop system sends it',
      },
      answers: [
        {
          status: 200,
          type: 'application/json',
          description: 'What became of each member',
          schema: dossierAnswer,
        },
      ],
      problems: problems.filter((status) => status !== 404 && status !== 409),
      handle: ({ request, url }) => forwardToIngest(request, settings.ingestUrl, url),
    }),
    route({
      ...pass,
      path: '/api/v1/dead-letters/{id}/replay',
      summary: 'Take a dead letter in again, after the registry or the rule was corrected',
      params: z.object({ id: z.string().max(100) }),
      answers: [{ status: 200, type: 'application/json', description: 'What became of it', schema: outcome }],
      problems,
      handle: ({ request, url }) => forwardToIngest(request, settings.ingestUrl, url),
    }),
  ]
}
