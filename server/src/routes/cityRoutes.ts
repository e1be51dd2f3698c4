import { join } from 'node:path'
import { z } from 'zod'
import { cityInfo, unitList, type CityInfo } from '@city/domain/api/schemas.ts'
import { utc } from '../http/cityTime.ts'
import { pageOf, pageQuery } from '../http/page.ts'
import { Problem } from '../http/problem.ts'
import { cacheFor, json, route, type Route } from '../http/route.ts'
import type { RouteParts } from './parts.ts'

/** What the page needs before it can draw, the outlines, and the units. */
export function cityRoutes({ settings, profile, clock, mapFiles }: RouteParts): Route[] {
  return [
    route({
      path: '/api/v1/city',
      tag: 'city',
      summary: 'Identity, map and texts of the city',
      answers: [json(cityInfo, 'The city')],
      cache: cacheFor(60),
      keepMs: 1000,
      handle: () => {
        const { id, name, timezone, center, bounds, basemap, wall } = profile.settings
        const now = utc(clock())
        const body: CityInfo = { id, name, demo: settings.demo, now, timezone, center, bounds, basemap, wall }
        return { kind: 'json', body }
      },
    }),
    route({
      path: '/api/v1/basemap/{file}',
      tag: 'city',
      summary: 'Outlines of the schematic base map (GeoJSON, WGS 84)',
      params: z.object({ file: z.enum([...mapFiles]) }),
      answers: [{ status: 200, type: 'application/geo+json', description: 'The outlines' }],
      problems: [400, 404],
      cache: cacheFor(3600),
      handle: ({ params }) => ({
        kind: 'file',
        path: join(settings.cityDir, params.file),
        headers: params.file.endsWith('.geojson') ? { 'Content-Type': 'application/geo+json' } : {},
        missing: new Problem(404, 'unknown-file', `the city profile has no file ${params.file}`),
      }),
    }),
    route({
      path: '/api/v1/units',
      tag: 'city',
      summary: 'Administrative units; the city itself has no parent',
      query: z.object({
        ...pageQuery(500, 1000),
        parent: z.string().optional().describe('only children of this unit'),
      }),
      answers: [json(unitList, 'Units')],
      problems: [400],
      cache: cacheFor(600),
      keepMs: 10_000,
      handle: ({ query }) => {
        const all = [...profile.units.values()]
        const asked = query.parent === undefined ? all : all.filter(({ parent }) => parent === query.parent)
        return { kind: 'json', body: pageOf(asked, ({ code }) => code, query) }
      },
    }),
  ]
}
