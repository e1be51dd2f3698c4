import type { StationFeature, StationItem, StationProperties } from '@city/domain/api/schemas.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import { findParameter } from '@city/domain/station/parameter.ts'
import type { Station } from '@city/domain/station/station.ts'
import type { StationClock } from '@city/store/state/stationClock.ts'
import { utc } from './http/cityTime.ts'
import type { Latest } from './latest.ts'

/** What a station is shown with. `now`: the server's clock, ms since 1970 UTC. */
export interface StationContext {
  latest: Latest
  clocks: ReadonlyMap<string, StationClock>
  now: number
}

/** A station as the API shows it: registry, newest reading, newest index, freshness on the server's clock. */
export function stationPropertiesOf(station: Station, context: StationContext): StationProperties {
  const { latest, clocks, now } = context
  const newest = latest.readings.get(station.id)?.latest ?? null
  const observedAt = newest === null ? null : Date.parse(newest.time)
  const { floodTrigger } = station
  return {
    id: station.id,
    domain: station.domain,
    name: station.name,
    kind: station.kind,
    owner: station.owner,
    parameters: station.parameters.flatMap((id) => {
      const known = findParameter(station.domain, id)
      return known ? [{ id: known.id, unit: known.unit, name: known.name, decimals: known.decimals }] : []
    }),
    interval_s: station.intervalS,
    position_quality: station.positionQuality,
    freshness: freshnessOf(observedAt, station.intervalS, now),
    latest: newest,
    index: latest.indexOf(station.id),
    clock: clockOf(clocks.get(station.id)),
    ...(floodTrigger ? { flood_trigger: { mm: floodTrigger.mm, window_min: floodTrigger.windowMin } } : {}),
  }
}

function clockOf(clock: StationClock | undefined): StationProperties['clock'] {
  if (!clock) return null
  return { offset_s: Math.round(clock.offsetMs / 100) / 10, samples: clock.samples, at: utc(clock.at) }
}

export function stationItemOf(station: Station, context: StationContext): StationItem {
  return { ...stationPropertiesOf(station, context), lat: station.lat, lon: station.lon }
}

/** The same as GeoJSON (RFC 7946: longitude first). */
export function stationFeatureOf(station: Station, context: StationContext): StationFeature {
  return {
    type: 'Feature',
    id: station.id,
    geometry: { type: 'Point', coordinates: [station.lon, station.lat] },
    properties: stationPropertiesOf(station, context),
  }
}
