import { QueryClient } from '@tanstack/react-query'
import type {
  CameraList,
  CityInfo,
  DeadLetterList,
  DossierList,
  DossierSummary,
  IndicatorList,
  Ledger,
  RevisionList,
  StationAqi,
  StationCollection,
  StationSeries,
} from '@city/domain/api/schemas.ts'
import type { DeadLetterSummary, MappingList } from '@city/domain/api/deadLetters.ts'
import type { FloodList } from '@city/domain/api/flood.ts'
import type { RainTotals, RainWindowName } from '@city/domain/api/rain.ts'
import { ApiError } from './apiError.ts'
import type { OutlineCollection, UnitList } from './shapes.ts'
import { useGet } from './useGet.ts'

const minuteMs = 60_000
const neverStale = Number.POSITIVE_INFINITY

/** One cache per page. A failed question is asked again with a growing wait, for ever; a refused one (4xx) is not. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (_, error) => !(error instanceof ApiError && error.kind === 'refused'),
        retryDelay: (attempt) => Math.min(1000 * 2 ** attempt, 30_000),
        networkMode: 'always', // a closed city network is not "offline"
        refetchOnWindowFocus: false,
      },
    },
  })
}

export const useCityInfo = () => useGet<CityInfo>('/api/v1/city', {}, { staleMs: neverStale })

export const useStationCollection = (everyMs = minuteMs) =>
  useGet<StationCollection>('/api/v1/stations.geojson', {}, { everyMs })

export const useUnits = () => useGet<UnitList>('/api/v1/units', { limit: 1000 }, { staleMs: neverStale })

export const useOutlines = (name: 'hanoi-outline' | 'west-lake') =>
  useGet<OutlineCollection>(`/api/v1/basemap/${name}.geojson`, {}, { staleMs: neverStale })

export const useCameraList = (everyMs = minuteMs, enabled = true) =>
  useGet<CameraList>('/api/v1/cameras', { limit: 5000 }, { everyMs, enabled })

/** Only cameras that anybody may see, for the public map. */
export const usePublicCameraList = (enabled = true) =>
  useGet<CameraList>('/api/v1/cameras', { limit: 5000, public: true }, { everyMs: minuteMs, enabled })

/** Series of one station. `from`, `to`: RFC 3339 or undefined for the server's default; `parameters`: ids, or all. */
export const useReadings = (
  station: string | null,
  ask: { from?: string; to?: string; every?: StationSeries['every']; parameters?: readonly string[] } = {},
) =>
  useGet<StationSeries>(
    `/api/v1/stations/${encodeURIComponent(station ?? '')}/readings`,
    { ...ask, parameters: ask.parameters?.join(',') },
    { everyMs: minuteMs, enabled: station !== null },
  )

export const useStationAqi = (
  station: string | null,
  ask: { kind?: StationAqi['kind']; from?: string; to?: string } = {},
) =>
  useGet<StationAqi>(
    `/api/v1/stations/${encodeURIComponent(station ?? '')}/aqi`,
    { kind: 'hour', ...ask },
    { everyMs: 5 * minuteMs, enabled: station !== null },
  )

export const useRainTotals = (window: RainWindowName = '1h') =>
  useGet<RainTotals>('/api/v1/rain/totals', { window }, { everyMs: minuteMs })

export const useFlood = (enabled = true) =>
  useGet<FloodList>('/api/v1/flood', {}, { everyMs: minuteMs, enabled })

export const useDossierSummary = (ask: { unit?: string; from?: string; to?: string } = {}) =>
  useGet<DossierSummary>('/api/v1/dossiers/summary', ask, { everyMs: minuteMs })

export const useDossiers = (ask: { unit?: string; state?: string; next?: string; limit?: number } = {}) =>
  useGet<DossierList>('/api/v1/dossiers', ask)

export const useIndicatorList = () => useGet<IndicatorList>('/api/v1/indicators', {}, { everyMs: minuteMs })

/** Filters of dead letters; `from` and `to`: RFC 3339, when they came last. */
export interface LetterQuery {
  reason?: string
  source?: string
  station?: string
  from?: string
  to?: string
}

export const useDeadLetters = (ask: LetterQuery & { next?: string; limit?: number } = {}) =>
  useGet<DeadLetterList>('/api/v1/dead-letters', { ...ask }, { everyMs: minuteMs })

export const useDeadLetterSummary = (ask: LetterQuery = {}) =>
  useGet<DeadLetterSummary>('/api/v1/dead-letters/summary', { ...ask }, { everyMs: minuteMs })

export const useMappings = () => useGet<MappingList>('/api/v1/mappings', {}, { everyMs: minuteMs })

/** Corrections, newest first. `from`, `to`: times of the observations, RFC 3339. */
export const useRevisions = (
  ask: { station?: string; from?: string; to?: string; limit?: number; next?: string } = {},
) => useGet<RevisionList>('/api/v1/revisions', ask, { everyMs: minuteMs })

export const useLedger = (ask: { from?: string; to?: string } = {}) =>
  useGet<Ledger>('/api/v1/ledger', ask, { everyMs: minuteMs })

/** Address of a camera's newest still; changes with `snapshotAt`, so that a new picture is fetched and an old one cached. */
export function snapshotUrl(camera: string, snapshotAt: string | null): string {
  const path = `/api/v1/cameras/${encodeURIComponent(camera)}/snapshot.jpg`
  return snapshotAt ? `${path}?at=${encodeURIComponent(snapshotAt)}` : path
}
