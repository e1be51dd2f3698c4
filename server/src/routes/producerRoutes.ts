import { forwardToIngest } from '../http/forward.ts'
import { notKept, route, type Route } from '../http/route.ts'
import type { RouteParts } from './parts.ts'
import { dossierAnswer, outcome, postedDossiers, postedReadings } from './producerShapes.ts'

const problems = [401, 413, 422, 503, 504]

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
      problems,
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
      problems,
      handle: ({ request, url }) => forwardToIngest(request, settings.ingestUrl, url),
    }),
  ]
}
