import { aqiMethod } from '@city/domain/air/aqiTable.ts'
import { aqiList, wqiList } from '@city/domain/api/indexLists.ts'
import { wqiMethod } from '@city/domain/water/wqiFormula.ts'
import { wqiRulesOf } from '@city/domain/water/waterSettings.ts'
import { readListedIndices } from '../air/listedIndices.ts'
import { cacheFor, json, route, type Route } from '../http/route.ts'
import { eachStation } from '../series/eachStation.ts'
import { FewAtOnce } from '../series/fewAtOnce.ts'
import { readListedWqi } from '../water/listedWqi.ts'
import { askedIndices, indexListQuery, listedBounds } from './askedIndices.ts'
import type { RouteParts } from './parts.ts'

/** Lists that are read at once, and that wait. One serves everybody who asks the same within so many ms. */
const listsAtOnce = 2
const listsWaiting = 8
const keepMs = 10_000

/** Indices of many stations in one answer. `series` is the store itself: a list counts as one read, however many stations
 *  it has. */
export function indexListRoutes({
  profile,
  series,
  state,
  clock,
}: Pick<RouteParts, 'profile' | 'series' | 'state' | 'clock'>): Route[] {
  const few = new FewAtOnce(listsAtOnce, listsWaiting)
  const shared = {
    tag: 'series',
    query: indexListQuery,
    problems: [400, 404, 503],
    cache: cacheFor(30),
    keepMs,
  }
  return [
    route({
      ...shared,
      path: '/api/v1/aqi',
      summary:
        'VN_AQI of all air stations at once: hours or days with band, main parameter, last revision and newest limits; ' +
        'what explains each is at /stations/{id}/aqi',
      answers: [json(aqiList, 'One item a station; time = start of the hour or of the day of Hanoi, UTC')],
      handle: async ({ query }) => {
        const now = clock()
        const { kind } = query
        const { stations, span } = askedIndices(profile.stations, 'air', query, now)
        const items = await few.run(() =>
          eachStation(stations, (station) => readListedIndices({ series, state, station, now }, kind, span)),
        )
        return { kind: 'json', body: { kind, method: aqiMethod, ...listedBounds(kind, span, now), items } }
      },
    }),
    route({
      ...shared,
      path: '/api/v1/wqi',
      summary:
        'VN_WQI of all water stations at once: hours or days, official or provisional, and QCVN 08:2023 class of the span; ' +
        'what explains each is at /stations/{id}/wqi',
      answers: [json(wqiList, 'One item a station; time = start of the hour or of the day of Hanoi, UTC')],
      handle: async ({ query }) => {
        const now = clock()
        const { kind } = query
        const { stations, span } = askedIndices(profile.stations, 'water', query, now)
        const settings = profile.settings.water
        const items = await few.run(() =>
          eachStation(stations, (station) =>
            readListedWqi({ series, state, station, now }, kind, span, settings),
          ),
        )
        const method = wqiMethod(wqiRulesOf(settings).formula)
        return { kind: 'json', body: { kind, method, ...listedBounds(kind, span, now), items } }
      },
    }),
  ]
}
