import { z } from 'zod'
import { readingBody } from '@city/domain/reading/decodeReadings.ts'
import { forwardToIngest } from '../http/forward.ts'
import { notKept, route, type Route } from '../http/route.ts'
import type { RouteParts } from './parts.ts'

const outcome = z.object({
  received: z.number().int(),
  stored: z.number().int(),
  duplicate: z.number().int(),
  rejected: z.number().int().describe('each with its reason at /api/v1/dead-letters'),
})
const postedReading = readingBody.extend({ station: z.string().describe('station id') })
export const postedReadings = z.union([postedReading, z.array(postedReading)])

/** The dossier synchronisation message. Members are judged one by one by the receiving service, so that one bad
 *  dossier never costs its neighbours; the description names what every member needs. */
export const postedDossiers = z.looseObject({
  service: z.string().optional().describe('DongBoHoSoMC or CapNhatTienDoHoSoMC'),
  isUpdating: z.union([z.boolean(), z.string()]).optional(),
  data: z.array(
    z.looseObject({
      MaHoSo: z.string(),
      TrangThaiHoSo: z.union([z.string(), z.number()]).optional().describe('national code list 1–10'),
      NgayTiepNhan: z.string().optional().describe('yyyyMMddHHmmss, time of Hanoi'),
      NgayHenTra: z.string().optional(),
      NgayKetThucXuLy: z.string().optional(),
    }),
  ),
})
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
          description: 'error_code "0" when all members were taken',
          schema: z.looseObject({ error_code: z.string(), message: z.string() }),
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
