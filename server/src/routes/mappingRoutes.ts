import { z } from 'zod'
import { mappingItem, mappingList, type MappingItem } from '@city/domain/api/deadLetters.ts'
import {
  mapping,
  mappingFault,
  mappingFaults,
  mappingKinds,
  type Mapping,
} from '@city/domain/profile/mapping.ts'
import { domains } from '@city/domain/station/station.ts'
import { readMappings } from '@city/store/state/mappings.ts'
import { utc } from '../http/cityTime.ts'
import { forwardToIngest } from '../http/forward.ts'
import { json, notKept, route, type Route } from '../http/route.ts'
import type { RouteParts } from './parts.ts'

/** Wrong names on arrival and the right ones. Ingest makes and unmakes them; they hold at once. */
export function mappingRoutes({ profile, state, settings }: RouteParts): Route[] {
  const path = '/api/v1/mappings'
  const forwarded = { tag: 'producers', cache: notKept, secured: true } as const

  function itemOf(one: Mapping, origin: MappingItem['origin'], createdAt: number | null): MappingItem {
    const { kind, from, to, domain } = one
    const given = { kind, from, to, domain }
    const fault = mappingFault(given, profile.stations, origin === 'desk' ? profile.mappings : [])
    return { ...given, origin, created_at: utc(createdAt), fault: fault ? mappingFaults[fault] : null }
  }

  return [
    route({
      path,
      tag: 'records',
      summary: 'Wrong names of stations, parameters and units that are accepted as right ones',
      answers: [json(mappingList, "The profile's, then those made at the desk")],
      cache: notKept,
      handle: () => {
        const items = [
          ...profile.mappings.map((one) => itemOf(one, 'profile', null)),
          ...readMappings(state).map((one) => itemOf(one, 'desk', one.createdAt)),
        ]
        return { kind: 'json', body: { items } }
      },
    }),
    route({
      ...forwarded,
      method: 'post',
      path,
      summary: 'Accept a wrong name as a right one, from now on and for every source',
      body: { type: 'application/json', schema: mapping, description: 'The mapping' },
      answers: [
        { ...json(mappingItem, 'It was made'), status: 201 },
        json(mappingItem, 'It was there already'),
      ],
      problems: [400, 401, 409, 413, 422, 503, 504],
      handle: ({ request, url }) => forwardToIngest(request, settings.ingestUrl, url),
    }),
    route({
      ...forwarded,
      method: 'delete',
      path: `${path}/{kind}/{from}`,
      summary: 'Take a mapping of the desk away',
      params: z.object({ kind: z.enum(mappingKinds), from: z.string().max(1000) }),
      query: z.object({
        domain: z
          .enum(['', ...domains])
          .optional()
          .describe('only that of this domain; empty = the one without a domain; absent = all of this name'),
      }),
      answers: [json(z.object({ removed: z.number().int() }), 'How many were taken away')],
      problems: [400, 401, 404, 409, 503, 504],
      handle: ({ request, url }) => forwardToIngest(request, settings.ingestUrl, url),
    }),
  ]
}
