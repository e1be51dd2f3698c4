import { z } from 'zod'
import { readiness } from '@city/domain/api/service.ts'
import { notKept, route, type Route } from '../http/route.ts'
import type { RouteParts } from './parts.ts'

/** Whether the process lives, what it rests on, and its figures. */
export function serviceRoutes({ dependencies, metrics }: RouteParts): Route[] {
  return [
    route({
      path: '/livez',
      tag: 'service',
      summary: 'Answers while the process lives; asks nobody else',
      answers: [
        {
          status: 200,
          type: 'application/json',
          description: 'It lives',
          schema: z.object({ status: z.literal('ok') }),
        },
      ],
      cache: notKept,
      handle: () => ({ kind: 'json', body: { status: 'ok' } }),
    }),
    route({
      path: '/readyz',
      tag: 'service',
      summary: 'What the server rests on, each with its state and since when',
      answers: [
        {
          status: 200,
          type: 'application/json',
          description: 'Ready, or degraded: answers with what it has',
          schema: readiness,
        },
        {
          status: 503,
          type: 'application/json',
          description: 'Something required is away',
          schema: readiness,
        },
      ],
      cache: notKept,
      handle: () => {
        const body = dependencies.readiness()
        return { kind: 'json', body, status: body.status === 'not_ready' ? 503 : 200 }
      },
    }),
    route({
      path: '/metrics',
      tag: 'service',
      summary: 'Figures for Prometheus',
      answers: [{ status: 200, type: 'text/plain', description: 'Prometheus text format' }],
      cache: notKept,
      handle: async () => ({ kind: 'text', ...(await metrics.text()) }),
    }),
  ]
}
