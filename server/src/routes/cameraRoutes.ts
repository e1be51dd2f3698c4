import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { cameraItem, cameraList } from '@city/domain/api/schemas.ts'
import { snapshotFile } from '@city/domain/camera/snapshotFile.ts'
import { utc } from '../http/cityTime.ts'
import { pageOf, pageQuery } from '../http/page.ts'
import { Problem } from '../http/problem.ts'
import { cacheFor, json, route, type Route } from '../http/route.ts'
import type { RouteParts } from './parts.ts'

const cameraId = z.object({ id: z.string().max(100) })
const flagText = z.enum(['true', 'false']).transform((text) => text === 'true')

/** The camera registry with health, and the newest still of each. */
export function cameraRoutes({ settings, latest, clock }: RouteParts): Route[] {
  const cameraOf = (id: string) => {
    const camera = latest.cameras.get(id)
    if (!camera) throw new Problem(404, 'unknown-camera', `no camera has the id "${id}"; see /api/v1/cameras`)
    return camera
  }
  return [
    route({
      path: '/api/v1/cameras',
      tag: 'cameras',
      summary: 'Cameras with their measured health',
      query: z.object({
        ...pageQuery(1000, 5000),
        public: flagText.optional().describe('true: only cameras that anybody may see'),
        state: cameraItem.shape.state.optional(),
        unit: z.string().max(100).optional().describe('only cameras of this unit'),
      }),
      answers: [json(cameraList, 'Cameras')],
      problems: [400],
      cache: cacheFor(10),
      keepMs: 1500,
      handle: ({ query }) => {
        const asked = [...latest.cameras.values()].filter(
          (camera) =>
            (query.public === undefined || camera.public === query.public) &&
            (query.state === undefined || camera.state === query.state) &&
            (query.unit === undefined || camera.unit === query.unit),
        )
        return { kind: 'json', body: { now: utc(clock()), ...pageOf(asked, ({ id }) => id, query) } }
      },
    }),
    route({
      path: '/api/v1/cameras/{id}',
      tag: 'cameras',
      summary: 'One camera',
      params: cameraId,
      answers: [json(cameraItem, 'The camera')],
      problems: [404],
      cache: cacheFor(10),
      handle: ({ params }) => ({ kind: 'json', body: cameraOf(params.id) }),
    }),
    route({
      path: '/api/v1/cameras/{id}/snapshot.jpg',
      tag: 'cameras',
      summary: 'Newest still; the header x-snapshot-at says when it was taken',
      params: cameraId,
      answers: [{ status: 200, type: 'image/jpeg', description: 'The picture' }],
      problems: [404],
      cache: 'private, max-age=5',
      handle: async ({ params }) => {
        const { id } = cameraOf(params.id)
        const missing = new Problem(404, 'no-snapshot', `no picture of camera ${id} has been taken yet`)
        const file = snapshotFile(id)
        if (file === undefined) throw missing
        const path = join(settings.dataDir, 'snapshots', file)
        const takenAt = await stat(path).then(
          ({ mtimeMs }) => mtimeMs,
          () => undefined,
        )
        if (takenAt === undefined) throw missing
        return { kind: 'file', path, headers: { 'x-snapshot-at': utc(takenAt) }, missing }
      },
    }),
  ]
}
