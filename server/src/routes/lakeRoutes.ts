import { lakeView, type LakeView } from '@city/domain/api/water.ts'
import { countsInMean, flag } from '@city/domain/quality/flag.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import type { Station } from '@city/domain/station/station.ts'
import { lakeSigns, percentOf } from '@city/domain/water/signs.ts'
import { utc } from '../http/cityTime.ts'
import { cacheFor, json, route, type Route } from '../http/route.ts'
import type { Latest } from '../latest.ts'
import { readLake } from '../water/lakeReadings.ts'
import type { RouteParts } from './parts.ts'

type LakeStation = LakeView['stations'][number]

/** The lake seen as one: where oxygen is low now, and the signs of bloom and fish kill of the last hours. */
export function lakeRoutes({ profile, series, latest, clock }: RouteParts): Route[] {
  const { bodies, signs: settings } = profile.settings.water
  const stations = [...profile.stations.values()].filter(
    ({ id, domain }) => domain === 'water' && (bodies[id] ?? 'lake') === 'lake',
  )
  return [
    route({
      path: '/api/v1/lake',
      tag: 'water',
      summary: 'Stations of the lake side by side, lowest oxygen, and early signs of bloom and fish kill',
      answers: [json(lakeView, 'The lake now; DO in mg/L and in % of saturation')],
      problems: [503],
      cache: cacheFor(15),
      keepMs: 10_000,
      handle: async () => {
        const now = clock()
        const readings = await readLake(series, now, settings)
        const shown = stations.map((station) => stationNow(station, latest, now))
        const signs = stations.flatMap(({ id }) => {
          const own = readings.get(id)
          if (!own) return []
          return lakeSigns(own, now, settings).map(({ since, at, ...sign }) => {
            return { ...sign, station: id, since: utc(since), at: utc(at) }
          })
        })
        const body: LakeView = { as_of: utc(now), stations: shown, signs, lowest_do: lowestOf(shown) }
        return { kind: 'json', body }
      },
    }),
  ]
}

function stationNow({ id, name, lat, lon, intervalS }: Station, latest: Latest, now: number): LakeStation {
  const newest = latest.readings.get(id)?.latest ?? null
  const flags: Record<string, number> = {}
  const values: Record<string, number> = {}
  for (const parameter of ['do', 'temp', 'ph', 'chla', 'do_sat']) {
    const value = newest?.values[parameter]
    const judged = newest?.flags[parameter] ?? flag.good
    // What failed is never shown as a value; suspect ones carry their flag.
    if (value === undefined || judged === flag.fail || judged === flag.missing) continue
    values[parameter] = value
    if (judged !== flag.good) flags[parameter] = judged
  }
  const percent = percentOf(values)
  return {
    ...{ id, name, lat, lon },
    do: values.do ?? null,
    do_saturation: percent === undefined ? null : Math.round(percent * 10) / 10,
    temp: values.temp ?? null,
    ph: values.ph ?? null,
    chla: values.chla ?? null,
    flags,
    freshness: freshnessOf(newest ? Date.parse(newest.time) : null, intervalS, now),
    at: newest?.time ?? null,
  }
}

/** Of stations that are heard now, by values that count in means. */
function lowestOf(stations: readonly LakeStation[]): LakeView['lowest_do'] {
  let lowest: LakeView['lowest_do'] = null
  for (const { id, do: value, at, freshness, flags } of stations) {
    if (value === null || at === null || !countsInMean(flags.do ?? flag.good)) continue
    if (freshness !== 'fresh' && freshness !== 'late') continue
    if (lowest === null || value < lowest.value) lowest = { station: id, value, at }
  }
  return lowest
}
