import type { DisasterLevels } from '@city/domain/api/flood.ts'
import type { AqiList, WqiList } from '@city/domain/api/indexLists.ts'
import type { StationFlags, StationQuality, overrideList } from '@city/domain/api/quality.ts'
import type { RainDesign, RainEvents } from '@city/domain/api/rain.ts'
import type { LakeView, StationWqi } from '@city/domain/api/water.ts'
import { useGet } from './useGet.ts'

/* What the environment pages ask for beside the queries that every door uses. Times are RFC 3339. */

const minuteMs = 60_000

export type OverrideList = ReturnType<(typeof overrideList)['parse']>

const ofStation = (station: string, what: string) => `/api/v1/stations/${encodeURIComponent(station)}/${what}`

export const useStationWqi = (
  station: string,
  ask: { kind?: StationWqi['kind']; from?: string; to?: string } = {},
) => useGet<StationWqi>(ofStation(station, 'wqi'), { kind: 'hour', ...ask }, { everyMs: 5 * minuteMs })

/** Newest hours of all air stations. */
export const useAqiList = () => useGet<AqiList>('/api/v1/aqi', { kind: 'hour' }, { everyMs: minuteMs })

/** All water stations by hours or days of a span, with their class of it. */
export const useWqiList = (ask: { kind: WqiList['kind']; from: string }) =>
  useGet<WqiList>('/api/v1/wqi', ask, { everyMs: 5 * minuteMs })

export const useLake = () => useGet<LakeView>('/api/v1/lake', {}, { everyMs: minuteMs })

/** Rain events of one gauge, or of all. `gap_min`: dry minutes that end one. */
export const useRainEvents = (ask: { from?: string; to?: string; station?: string } = {}) =>
  useGet<RainEvents>('/api/v1/rain/events', ask, { everyMs: minuteMs })

export const useRainDesign = () => useGet<RainDesign>('/api/v1/rain/design', {}, { everyMs: minuteMs })

export const useDisasterLevels = () =>
  useGet<DisasterLevels>('/api/v1/disaster-levels', {}, { everyMs: minuteMs })

export const useStationQuality = (station: string, ask: { from: string; to?: string }) =>
  useGet<StationQuality>(ofStation(station, 'quality'), ask, { everyMs: 5 * minuteMs })

export const useStationFlags = (
  station: string,
  ask: { parameter: string; from: string; to?: string },
  enabled = true,
) => useGet<StationFlags>(ofStation(station, 'flags'), ask, { enabled })

export const useOverrides = (station: string) =>
  useGet<OverrideList>(ofStation(station, 'overrides'), {}, { everyMs: minuteMs })
