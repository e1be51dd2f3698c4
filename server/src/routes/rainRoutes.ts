import { z } from 'zod'
import {
  rainDesign,
  rainEvents,
  rainTotals,
  rainWindowName,
  type RainTotalItem,
} from '@city/domain/api/rain.ts'
import { eventGaps } from '@city/domain/rain/rainEvents.ts'
import { windowBothWays } from '@city/domain/rain/bothTotals.ts'
import { dayOf, isDayWindow, longestWindowMs } from '@city/domain/rain/rainWindows.ts'
import { dayMs, hourMs } from '@city/domain/time/hanoiTime.ts'
import { rawFrom } from '@city/store/state/rollupMarks.ts'
import { hanoiTime, moment, utc } from '../http/cityTime.ts'
import { Problem } from '../http/problem.ts'
import { cacheFor, json, route, type Route } from '../http/route.ts'
import { blockedIn } from '../quality/blockedItem.ts'
import { cityLevel } from '../rain/cityLevel.ts'
import { designOf } from '../rain/designOf.ts'
import { eventItems } from '../rain/eventsOf.ts'
import { readGauges } from '../rain/readGauges.ts'
import type { RainBoard } from '../rain/rainBoard.ts'
import { cityFigures, presentTotal, totalItem } from '../rain/totalsOf.ts'
import { FewAtOnce } from '../series/fewAtOnce.ts'
import { spanOf } from '../series/readSeries.ts'
import type { RouteParts } from './parts.ts'
import { stationOf } from './stationRoutes.ts'

/** One answer to everybody for so long: gauges report once a minute at the oftenest. */
const keepMs = 3000
/** Longest spans of rain events: of all gauges, of one. */
const mostEventsMs = { all: 3 * dayMs, one: 31 * dayMs }
/** Days that lie back are read from their raw rows: so many at once, so many waiting. */
const pastReads = { atOnce: 2, waiting: 8 }
/** A rain that runs when the asked span begins is followed back so far. */
const lookBackMs = dayMs

/** Rain of the gauges: totals, rains, and the bar of the drainage design. */
export function rainRoutes({
  profile,
  series,
  state,
  clock,
  board,
}: RouteParts & { board: RainBoard }): Route[] {
  const { settings } = profile
  const gauges = [...profile.stations.values()].filter(({ domain }) => domain === 'rain')
  const tag = 'rain and floods'
  const few = new FewAtOnce(pastReads.atOnce, pastReads.waiting)

  /** Raw readings that were removed are not "nothing received". */
  function assertKept(from: number): void {
    const kept = rawFrom(state)
    if (from < kept)
      throw new Problem(
        400,
        'bad-request',
        `readings before ${hanoiTime(kept)} are not kept; ask for a later day`,
      )
  }

  return [
    route({
      path: '/api/v1/rain/totals',
      tag,
      summary:
        'Rain of every gauge over a window, mm; incomplete totals are lower bounds, rain of suspect values stands beside',
      query: z.object({
        window: rainWindowName.default('1h'),
        date: z.iso
          .date()
          .optional()
          .describe(
            'an ended day: with window=day the calendar day, with since_19h the 19–19 day that ends on it',
          ),
      }),
      answers: [json(rainTotals, 'One item a gauge, and the city: maximum, median, counts')],
      problems: [400, 503],
      cache: cacheFor(15),
      keepMs,
      handle: async ({ query: { window, date } }) => {
        const now = clock()
        const present = await board.at(now)
        let items: RainTotalItem[]
        if (date === undefined) {
          const blocked = blockedIn({ profile, state }, { from: now, to: now + 1 })
          items = gauges.map((gauge) => {
            const one = present.get(gauge.id)!
            const total = presentTotal(one, window, now)
            return totalItem(gauge, one, window, total, now, blocked.get(gauge.id))
          })
        } else {
          if (!isDayWindow(window))
            throw new Problem(400, 'bad-request', 'date: goes with window=day or window=since_19h')
          const { from, to } = dayOf(window, Date.parse(`${date}T00:00:00+07:00`))
          if (to > now)
            throw new Problem(400, 'bad-request', 'date: the day has not ended yet; ask without date')
          assertKept(from)
          const span = { from: from - hourMs, to: to + hourMs }
          const past = await few.run(() => readGauges(series, gauges, span))
          const blocked = blockedIn({ profile, state }, { from, to })
          items = gauges.map((gauge) => {
            const one = past.get(gauge.id)!
            return totalItem(
              gauge,
              one,
              window,
              windowBothWays(one.rain, from, to),
              to,
              blocked.get(gauge.id),
            )
          })
        }
        const body = {
          ...{ window, date: date ?? null, now: utc(now), items },
          city: cityFigures(items, window, settings),
          level: cityLevel(gauges, present, settings.rain_levels, now),
        }
        return { kind: 'json', body }
      },
    }),
    route({
      path: '/api/v1/rain/events',
      tag,
      summary: 'Rains of the gauges, newest first: start, end, total, largest 10 minutes, hour and 2 hours',
      query: z.object({
        from: moment.optional().describe('rains that end after it; by default 24 hours before `to`'),
        to: moment.optional().describe('by default now'),
        station: z.string().max(100).optional().describe('one gauge; all of them at most 3 days at once'),
        gap: z
          .enum(['live', 'statistics'])
          .default('statistics')
          .describe('dry time that ends a rain: 30 min (live) or 6 h (statistics)'),
      }),
      answers: [json(rainEvents, 'Newest first')],
      problems: [400, 404, 503],
      cache: cacheFor(30),
      keepMs,
      handle: async ({ query }) => {
        const now = clock()
        const most = query.station === undefined ? mostEventsMs.all : mostEventsMs.one
        const { from, to } = spanOf(query, now, dayMs, most)
        const gapMs = eventGaps[query.gap]
        const asked = query.station === undefined ? gauges : [gaugeOf(query.station)]
        const readFrom = from - lookBackMs
        const isPresent = readFrom >= now - longestWindowMs
        assertKept(from)
        const isShort = to - from <= mostEventsMs.all
        const all = isPresent
          ? await board.at(now)
          : await few.run(() =>
              readGauges(series, isShort ? gauges : asked, { from: readFrom, to: Math.min(to, now) + 1 }),
            )
        const items = eventItems(asked, all, {
          from,
          to: Math.min(to, now),
          readFrom,
          gapMs,
          now,
          isWhole: isShort,
        })
        const body = { now: utc(now), from: utc(from), to: utc(to), gap_min: gapMs / 60_000, items }
        return { kind: 'json', body }
      },
    }),
    route({
      path: '/api/v1/rain/design',
      tag,
      summary: 'Rain of 48 hours beside what the drainage system is built for (310 mm in 2 days)',
      answers: [json(rainDesign, 'Maximum and median of the gauges against the design')],
      problems: [503],
      cache: cacheFor(60),
      keepMs,
      handle: async () => {
        const now = clock()
        const present = await board.at(now)
        const totals = gauges.map((gauge) => ({
          gauge,
          total: presentTotal(present.get(gauge.id)!, '48h', now),
        }))
        return { kind: 'json', body: designOf(totals, settings.drainage_design, now) }
      },
    }),
  ]

  function gaugeOf(id: string) {
    const station = stationOf(profile.stations, id)
    if (station.domain === 'rain') return station
    throw new Problem(
      400,
      'wrong-domain',
      `${id} is a ${station.domain} station: only rain gauges have rains`,
    )
  }
}
