import { z } from 'zod'
import { revisionList, type RevisionList } from '@city/domain/api/schemas.ts'
import { revisionPage, revisionPlace, type RevisionPlace } from '@city/store/records/revisionPage.ts'
import { moment } from '../http/cityTime.ts'
import { pageQuery } from '../http/page.ts'
import { Problem } from '../http/problem.ts'
import { byNumber, mergePages, type Page } from '../peers/mergePages.ts'
import { textOf } from '../peers/queryText.ts'
import { json, notKept, route, type Route } from '../http/route.ts'
import { stationOf } from './stationRoutes.ts'
import type { RouteParts } from './parts.ts'

/** What was corrected after it had been stored. */
export function revisionRoutes({ profile, state, peers }: RouteParts): Route[] {
  return [
    route({
      path: '/api/v1/revisions',
      tag: 'records',
      summary: 'Corrected values with what they were before, newest correction first',
      query: z.object({
        ...pageQuery(50, 500),
        station: z.string().max(100).optional().describe('station id; by default the whole city'),
        from: moment.optional().describe('observations from here on'),
        to: moment.optional().describe('observations before this moment'),
      }),
      answers: [json(revisionList, 'Revisions')],
      problems: [400, 404],
      cache: notKept,
      handle: async ({ query }) => {
        const { limit, next, station, from, to } = query
        if (station !== undefined) stationOf(profile.stations, station)
        if (from !== undefined && to !== undefined && from >= to)
          throw new Problem(400, 'bad-request', 'from: must be before to')
        const before = next === undefined ? undefined : placeOf(next)
        const own = revisionPage(state, { limit, station, from, to, before })
        const path = `/api/v1/revisions?${textOf({ limit, next, station, from, to })}`
        const answers = await peers.askAll(path, revisionList)
        const pages = [own, ...answers.flatMap(({ body: page }) => page ?? [])].map(placesOf)
        const merged = mergePages(pages, limit, byNumber)
        const body: RevisionList = {
          items: merged.items.map(({ item }) => item),
          next: merged.next && `${merged.next.at}-${merged.next.id}`,
          ...(answers.length > 0 && { complete: answers.every(({ body: page }) => page) }),
        }
        return { kind: 'json', body }
      },
    }),
  ]
}

function placesOf({ items, next }: RevisionList): Page<RevisionList['items'][number]> {
  return {
    items: items.map(({ id = '', ...item }) => ({ at: Date.parse(item.revised_at), id, item })),
    more: next !== null,
  }
}

function placeOf(next: string): RevisionPlace {
  const place = revisionPlace(next)
  if (!place)
    throw new Problem(400, 'bad-request', 'next: names no page of this list; start again without it')
  return place
}
