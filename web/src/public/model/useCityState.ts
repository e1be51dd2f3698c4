import { useMemo } from 'react'
import { useRainTotals } from '../../api/queries.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow, useStations } from '../../live/useLive.ts'
import type { Position } from './distance.ts'
import { isAirStale, isAirUsable } from './airState.ts'
import { floodStateOf, type FloodedPoint, type FloodState } from './floodState.ts'
import { lakeStateOf, type LakeState } from './lakeState.ts'
import { nearestUsable, sortedByDistance, type Near } from './nearest.ts'
import { heavyRainMm, rainStateOf, type HourRain, type RainState } from './rainState.ts'

/** The answers for one place and the whole city, now. */
export interface CityState {
  /** The registry has arrived. */
  known: boolean
  now: number
  air: Near<LiveStation> | undefined
  /** Only where no station is current: the nearest whose last index is at most a day old, to be shown as old. */
  airOld: Near<LiveStation> | undefined
  /** Newest observation of each domain, however old, ms. */
  lastHeard: { flood: number | null; rain: number | null; water: number | null }
  flood: FloodState
  /** Flooded points, nearest first. */
  floodsNear: { item: FloodedPoint; distanceM: number }[]
  rain: RainState
  rainNear: { item: HourRain; distanceM: number } | undefined
  lake: LakeState
  /** Flooding or heavy rain somewhere: the page puts them first. */
  storm: boolean
}

export function useCityState(place: Position): CityState {
  const now = useServerNow(15_000)
  const air = useStations('air')
  const floods = useStations('flood')
  const gauges = useStations('rain')
  const lakes = useStations('water')
  const totals = useRainTotals('1h').data?.items
  const { lat, lon } = place
  return useMemo(() => {
    const at = { lat, lon }
    const current = nearestUsable(air, at, (one) => isAirUsable(one, now))
    const flood = floodStateOf(floods, now)
    const rain = rainStateOf(gauges, totals ?? [], now)
    const placed = <Item extends { station: Position }>(items: readonly Item[]) =>
      sortedByDistance(
        items.map((one) => ({ lat: one.station.lat, lon: one.station.lon, one })),
        at,
      ).map(({ item, distanceM }) => ({ item: item.one, distanceM }))
    return {
      known: air.length + floods.length + gauges.length + lakes.length > 0,
      now,
      air: current,
      airOld: current ? undefined : nearestUsable(air, at, (one) => isAirStale(one, now)),
      lastHeard: { flood: newestOf(floods), rain: newestOf(gauges), water: newestOf(lakes) },
      flood,
      floodsNear: placed(flood.flooded),
      rain,
      rainNear: placed(rain.heard)[0],
      lake: lakeStateOf(lakes, now),
      storm: flood.flooded.length > 0 || (rain.most?.mm ?? 0) >= heavyRainMm,
    }
  }, [now, air, floods, gauges, lakes, totals, lat, lon])
}

function newestOf(stations: readonly LiveStation[]): number | null {
  const times = stations.map(({ time }) => time).filter((one) => one !== null)
  return times.length > 0 ? Math.max(...times) : null
}
