import { z } from 'zod'
import {
  newOverride,
  overrideItem,
  overrideList,
  stationFlags,
  stationQuality,
  withdrawal,
  type StationQuality,
} from '@city/domain/api/quality.ts'
import { mostGaps } from '@city/domain/quality/track.ts'
import { qualityFields } from '@city/domain/series/measurements.ts'
import { findParameter, parametersOf, type Parameter } from '@city/domain/station/parameter.ts'
import type { Station } from '@city/domain/station/station.ts'
import { dayMs } from '@city/domain/time/hanoiTime.ts'
import { overrideItemOf } from '@city/store/records/overrideItem.ts'
import { readOverrides } from '@city/store/state/flagOverrides.ts'
import { moment, utc } from '../http/cityTime.ts'
import { forwardToIngest } from '../http/forward.ts'
import { Problem } from '../http/problem.ts'
import { cacheFor, json, notKept, route, type Route } from '../http/route.ts'
import { blockedItems } from '../quality/blockedItem.ts'
import { flaggedOf, pointOf, wordsOf, type Flagged } from '../quality/readFlagged.ts'
import { countQuality, flaggedSpans } from '../quality/summariseQuality.ts'
import { spanOf } from '../series/readSeries.ts'
import type { Span } from '../series/windowFigures.ts'
import type { RouteParts } from './parts.ts'
import { stationId, stationOf } from './stationRoutes.ts'

const keepMs = 2000
/** Longest span of one answer. */
const mostMs = { quality: 31 * dayMs, flags: 7 * dayMs, overrides: 3660 * dayMs }
/** Flagged stretches of one answer. */
const mostSpans = 1000

const span = {
  from: moment.optional().describe('inclusive; by default 24 hours before `to`'),
  to: moment.optional().describe('exclusive; by default now'),
}
const overridePath = '/api/v1/stations/{id}/overrides'

/** Flags of a station, what found fault with its values, and what analysts decided (environment.md 7). */
export function qualityRoutes({ profile, series, state, latest, settings, clock }: RouteParts): Route[] {
  const problems = [400, 404, 503]
  const forwarded = { method: 'post', tag: 'producers', cache: notKept, secured: true } as const

  async function readFlagged(station: Station, parameters: readonly Parameter[], { from, to }: Span) {
    const fields = parameters.flatMap(({ id }) => [id, ...Object.values(qualityFields(id))])
    const { domain, id } = station
    const rows = await series.readRows({ measurement: domain, tags: { station: id }, from, to, fields })
    return (parameter: string): Flagged[] => rows.flatMap((row) => flaggedOf(domain, parameter, row) ?? [])
  }

  async function qualityOf(station: Station, { from, to }: Span): Promise<StationQuality> {
    const all = parametersOf(station.domain)
    const valuesOf = await readFlagged(station, all, { from, to })
    const intervalMs = station.intervalS * 1000
    const now = clock()
    const expected = Math.max(0, Math.floor((Math.min(to, now) - from) / intervalMs))
    const found = all
      .map((parameter) => ({ parameter, values: valuesOf(parameter.id) }))
      .filter(({ parameter, values }) => values.length > 0 || station.parameters.includes(parameter.id))
    const spans = found
      .flatMap(({ parameter, values }) => flaggedSpans(parameter.id, values, mostGaps * intervalMs))
      .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
    const newest = latest.readings.get(station.id)?.latest.time
    return {
      ...{ station: station.id, from: utc(from), to: utc(to), interval_s: station.intervalS },
      stale_since: newest && now - Date.parse(newest) > mostGaps * intervalMs ? newest : null,
      parameters: found.map(({ parameter, values }) => countQuality(parameter, values, expected)),
      blocked: station.domain === 'rain' ? blockedItems({ profile, state }, station, { from, to }, now) : [],
      spans: spans.slice(0, mostSpans),
      spans_complete: spans.length <= mostSpans,
      words: wordsOf(found.flatMap(({ values }) => values.flatMap(({ reasons }) => reasons))),
    }
  }

  return [
    route({
      path: '/api/v1/stations/{id}/quality',
      tag: 'series',
      summary: 'Values by flag and reason, completeness, and what is flagged, per parameter',
      params: stationId,
      query: z.object(span),
      answers: [json(stationQuality, 'Quality of the span')],
      problems,
      cache: cacheFor(10),
      keepMs,
      handle: async ({ params, query }) => {
        const station = stationOf(profile.stations, params.id)
        return { kind: 'json', body: await qualityOf(station, spanOf(query, clock(), dayMs, mostMs.quality)) }
      },
    }),
    route({
      path: '/api/v1/stations/{id}/flags',
      tag: 'series',
      summary: 'Values of one parameter with what every test says of them',
      params: stationId,
      query: z.object({ parameter: z.string().max(100).describe('parameter id, e.g. pm25'), ...span }),
      answers: [json(stationFlags, 'Values in order of time')],
      problems,
      cache: cacheFor(10),
      keepMs,
      handle: async ({ params, query }) => {
        const station = stationOf(profile.stations, params.id)
        const parameter = parameterOf(station, query.parameter)
        const valuesOf = await readFlagged(station, [parameter], spanOf(query, clock(), dayMs, mostMs.flags))
        const points = valuesOf(parameter.id).flatMap((one) => pointOf(one) ?? [])
        const words = wordsOf(points.flatMap(({ reasons }) => reasons))
        const { id, unit } = parameter
        return { kind: 'json', body: { station: station.id, parameter: id, unit, points, words } }
      },
    }),
    route({
      path: overridePath,
      tag: 'series',
      summary: 'What analysts decided about flags, withdrawn decisions included, newest first',
      params: stationId,
      query: z.object({
        parameter: z.string().max(100).optional(),
        from: moment.optional().describe('decisions about values from here on; by default ten years back'),
        to: moment.optional().describe('and before this moment; by default a day from now'),
      }),
      answers: [json(overrideList, 'Decisions')],
      problems: [400, 404],
      cache: notKept,
      handle: ({ params, query }) => {
        const station = stationOf(profile.stations, params.id)
        const parameter = query.parameter === undefined ? undefined : parameterOf(station, query.parameter).id
        const asked = { from: query.from, to: query.to ?? clock() + dayMs }
        const items = readOverrides(state, {
          ...{ station: station.id, parameter },
          ...spanOf(asked, clock(), mostMs.overrides, mostMs.overrides),
        })
        return { kind: 'json', body: { items: items.map(overrideItemOf).toReversed() } }
      },
    }),
    route({
      ...forwarded,
      path: overridePath,
      summary: 'Decide about the flags of values, with a reason; means and indices are computed again',
      params: stationId,
      body: { type: 'application/json', schema: newOverride, description: 'The decision' },
      answers: [{ ...json(overrideItem, 'It holds'), status: 201 }],
      problems: [400, 401, 404, 409, 413, 422, 503, 504],
      handle: ({ request, url }) => forwardToIngest(request, settings.ingestUrl, url),
    }),
    route({
      ...forwarded,
      path: `${overridePath}/{override}/withdraw`,
      summary: 'Withdraw a decision, with a reason; it stays in the list',
      params: stationId.extend({ override: z.string().max(20).describe('id of the decision') }),
      body: { type: 'application/json', schema: withdrawal, description: 'Who withdraws it and why' },
      answers: [json(overrideItem, 'It was withdrawn')],
      problems: [400, 401, 404, 409, 413, 503, 504],
      handle: ({ request, url }) => forwardToIngest(request, settings.ingestUrl, url),
    }),
  ]
}

/** @throws Problem 400 */
function parameterOf({ domain }: Station, spelling: string): Parameter {
  const parameter = findParameter(domain, spelling)
  if (parameter) return parameter
  throw new Problem(400, 'bad-request', `parameter: "${spelling}" is no parameter of ${domain} stations`)
}
