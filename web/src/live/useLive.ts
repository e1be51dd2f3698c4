import { useCallback, useSyncExternalStore } from 'react'
import type { CameraItem, IndicatorItem } from '@city/domain/api/schemas.ts'
import { freshnessOf, type Freshness } from '@city/domain/station/freshness.ts'
import type { Domain } from '@city/domain/station/station.ts'
import { live } from './live.ts'
import type { Connection, LiveStation } from './liveStore.ts'
import { Tickers } from './ticker.ts'

const tickers = new Tickers(live.clock)
live.subscribe('clock', () => tickers.refresh())

function useKey<Value>(key: string, read: () => Value): Value {
  const subscribe = useCallback((listener: () => void) => live.subscribe(key, listener), [key])
  return useSyncExternalStore(subscribe, read)
}

/** One station with its newest reading and index; undefined while unknown. */
export function useStation(id: string): LiveStation | undefined {
  return useKey(`station/${id}`, () => live.station(id))
}

/** Stations of one domain, or all; a new array only when one of them changed. */
export function useStations(domain?: Domain): readonly LiveStation[] {
  return useKey(`stations/${domain ?? 'all'}`, () => live.stations(domain))
}

export function useCamera(id: string): CameraItem | undefined {
  return useKey(`camera/${id}`, () => live.camera(id))
}

export function useCameras(): readonly CameraItem[] {
  return useKey('cameras', () => live.cameras())
}

export function useIndicators(): readonly IndicatorItem[] {
  return useKey('indicators', () => live.indicators())
}

/** How values arrive, and since when it is so. */
export function useConnection(): Connection {
  return useKey('connection', () => live.connection())
}

/** The server's clock, ms since 1970 UTC, renewed every `everyMs` (default 10 s). Ages are measured on it. */
export function useServerNow(everyMs = 10_000): number {
  const subscribe = useCallback((listener: () => void) => tickers.subscribe(everyMs, listener), [everyMs])
  return useSyncExternalStore(subscribe, () => tickers.value(everyMs))
}

/** Freshness of an observation by the station's own interval, as time passes. */
export function useFreshness(observedAt: number | null, intervalS: number): Freshness {
  return freshnessOf(observedAt, intervalS, useServerNow())
}
