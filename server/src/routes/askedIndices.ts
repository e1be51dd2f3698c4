import { z } from 'zod'
import type { Domain, Station } from '@city/domain/station/station.ts'
import { dayMs, hanoiDayStart, hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { moment, utc } from '../http/cityTime.ts'
import { Problem } from '../http/problem.ts'
import { spanOf } from '../series/readSeries.ts'
import type { Span } from '../series/windowFigures.ts'
import { stationOf } from './stationRoutes.ts'

/** Spans of a list, and the values of one answer: all hundred stations of a city over four days of hours, or over a month
 *  of days. */
const kinds = {
  hour: { usualMs: 6 * hourMs, mostMs: 31 * dayMs, stepMs: hourMs, startOf: hourStart, most: 10_000 },
  day: { usualMs: 7 * dayMs, mostMs: 366 * dayMs, stepMs: dayMs, startOf: hanoiDayStart, most: 3200 },
} as const

export const indexListQuery = z.object({
  kind: z.enum(['hour', 'day']).default('hour').describe('days are days of Hanoi'),
  from: moment.optional().describe('inclusive; by default 6 hours (kind=day: 7 days) before `to`'),
  to: moment.optional().describe('exclusive; by default now'),
  stations: z
    .string()
    .max(4000)
    .optional()
    .describe(
      `station ids, with commas; by default all. Stations × hours ≤ ${kinds.hour.most}, stations × days ≤ ${kinds.day.most}`,
    ),
})

/** What a question for indices of many stations means.
 *  @throws Problem for a span that cannot be, for a station that is unknown or measures something else, and for more values
 *  than one answer gives */
export function askedIndices(
  registry: ReadonlyMap<string, Station>,
  domain: Domain,
  { kind, stations: named, ...times }: z.output<typeof indexListQuery>,
  now: number,
): { stations: Station[]; span: Span } {
  const { usualMs, mostMs, stepMs, startOf, most } = kinds[kind]
  const span = spanOf(times, now, usualMs, mostMs)
  const stations = stationsOf(registry, domain, named)
  const steps = Math.max(0, Math.ceil((Math.min(span.to, now) - startOf(span.from)) / stepMs))
  if (stations.length * steps > most) {
    const asked = `${stations.length} stations × ${steps} ${kind}s are ${stations.length * steps} values`
    const fits = Math.max(1, Math.floor(most / stations.length))
    throw new Problem(
      400,
      'too-many-values',
      `${asked}, at most ${most} at once: ask for up to ${fits} ${kind}s, or for fewer stations`,
    )
  }
  return { stations, span }
}

function stationsOf(registry: ReadonlyMap<string, Station>, domain: Domain, named: string | undefined) {
  if (named === undefined) return [...registry.values()].filter((station) => station.domain === domain)
  const ids = new Set(named.split(',').map((id) => id.trim()))
  ids.delete('')
  if (ids.size === 0) throw new Problem(400, 'bad-request', 'stations: names none')
  return [...ids].map((id) => {
    const station = stationOf(registry, id)
    if (station.domain === domain) return station
    throw new Problem(400, 'wrong-domain', `stations: ${id} measures ${station.domain}, not ${domain}`)
  })
}

/** Bounds of the hours or days that a list shows: those of the span that have ended. */
export function listedBounds(kind: 'hour' | 'day', { from, to }: Span, now: number) {
  const { stepMs, startOf } = kinds[kind]
  const first = startOf(from)
  return { from: utc(first), to: utc(Math.max(first, Math.min(startOf(to - 1) + stepMs, startOf(now)))) }
}
