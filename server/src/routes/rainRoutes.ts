import { z } from 'zod'
import { rainTotals, type RainTotals } from '@city/domain/api/schemas.ts'
import { countsInMean, flag } from '@city/domain/quality/flag.ts'
import {
  anchorLimitMs,
  rainTotal,
  rainWindows,
  type RainWindow,
  type TenMinuteRain,
} from '@city/domain/rain/rainTotal.ts'
import { flagField } from '@city/domain/series/measurements.ts'
import { utc } from '../http/cityTime.ts'
import { cacheFor, json, route, type Route } from '../http/route.ts'
import type { RouteParts } from './parts.ts'

const parameter = 'rain_10m'

/** Rain totals by gauge over the last minutes or hours. */
export function rainRoutes({ profile, series, clock }: RouteParts): Route[] {
  return [
    route({
      path: '/api/v1/rain/totals',
      tag: 'rain and floods',
      summary: 'Rolling rain totals of every gauge, mm; incomplete ones are lower bounds and say so',
      query: z.object({
        window: z.enum(Object.keys(rainWindows) as [RainWindow, ...RainWindow[]]).default('1h'),
      }),
      answers: [json(rainTotals, 'One item a gauge')],
      problems: [400, 503],
      cache: cacheFor(15),
      keepMs: 5000,
      handle: async ({ query }) => {
        const now = clock()
        const windowMs = rainWindows[query.window]
        const fields = [parameter, flagField(parameter)]
        const rows = await series.readRows({
          measurement: 'rain',
          from: now - windowMs - anchorLimitMs,
          to: now + 1,
          fields,
        })
        const byGauge = new Map<string, TenMinuteRain[]>()
        for (const { tags, time, fields: found } of rows) {
          const mm = found[parameter]
          const judged = found[flagField(parameter)] ?? flag.good
          if (typeof mm !== 'number' || !countsInMean(Number(judged)) || tags.station === undefined) continue
          const list = byGauge.get(tags.station)
          if (list) list.push({ time, mm })
          else byGauge.set(tags.station, [{ time, mm }])
        }
        const items: RainTotals['items'] = []
        for (const { id, domain, name, lat, lon } of profile.stations.values()) {
          if (domain !== 'rain') continue
          const { totalMm, complete, asOf } = rainTotal(byGauge.get(id) ?? [], now, windowMs)
          items.push({ station: id, name, lat, lon, total_mm: totalMm, complete, as_of: utc(asOf) })
        }
        return { kind: 'json', body: { window: query.window, now: utc(now), items } }
      },
    }),
  ]
}
