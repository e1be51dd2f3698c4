import { z } from 'zod'
import { revisionList, type RevisionList } from '@city/domain/api/schemas.ts'
import { readRevisions } from '@city/store/state/revisions.ts'
import { moment, utc } from '../http/cityTime.ts'
import { pageQuery } from '../http/page.ts'
import { Problem } from '../http/problem.ts'
import { json, notKept, route, type Route } from '../http/route.ts'
import { stationOf } from './stationRoutes.ts'
import type { RouteParts } from './parts.ts'

/** What was corrected after it had been stored. */
export function revisionRoutes({ profile, state }: RouteParts): Route[] {
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
      handle: ({ query }) => {
        const { limit, next, station, from, to } = query
        if (station !== undefined) stationOf(profile.stations, station)
        if (from !== undefined && to !== undefined && from >= to)
          throw new Problem(400, 'bad-request', 'from: must be before to')
        const rows = readRevisions(state, {
          limit: limit + 1,
          ...(next === undefined ? {} : { before: placeOf(next) }),
          ...(station === undefined ? {} : { station }),
          ...(from === undefined ? {} : { from }),
          ...(to === undefined ? {} : { to }),
        })
        const shown = rows.slice(0, limit)
        const last = shown.at(-1)
        const body: RevisionList = {
          items: shown.map((row) => ({
            station: row.station,
            time: utc(row.time),
            parameter: row.parameter,
            old: row.oldValue,
            new: row.newValue,
            old_flag: row.oldFlag,
            new_flag: row.newFlag,
            source: row.source,
            revised_at: utc(row.at),
          })),
          next: rows.length > limit && last ? `${last.at}-${last.id}` : null,
        }
        return { kind: 'json', body }
      },
    }),
  ]
}

function placeOf(next: string): { at: number; id: number } {
  const [, at, id] = /^(\d{1,16})-(\d{1,16})$/.exec(next) ?? []
  if (at === undefined || id === undefined)
    throw new Problem(400, 'bad-request', 'next: names no page of this list; start again without it')
  return { at: Number(at), id: Number(id) }
}
