import { useQueries } from '@tanstack/react-query'
import type { StationAqi } from '@city/domain/api/schemas.ts'
import { hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { getJson } from '../../api/getJson.ts'
import { useServerNow } from '../../live/useLive.ts'

const minuteMs = 60_000

export interface AirAnswers {
  /** Newest hours of each station that has answered. */
  hours: ReadonlyMap<string, StationAqi>
  waiting: number
  failed: number
}

/** The newest hours of all air stations with their explanations and limits; asked for once in five minutes. */
export function useAirAnswers(ids: readonly string[]): AirAnswers {
  const now = useServerNow(minuteMs)
  const from = new Date(hourStart(now) - 4 * hourMs).toISOString()
  return useQueries({
    queries: ids.map((id) => {
      const path = `/api/v1/stations/${encodeURIComponent(id)}/aqi`
      const ask = { kind: 'hour', from }
      return {
        queryKey: [path, ask],
        queryFn: ({ signal }: { signal: AbortSignal }) => getJson<StationAqi>(path, ask, signal),
        staleTime: 5 * minuteMs,
        refetchInterval: 5 * minuteMs,
      }
    }),
    combine: (answers) => ({
      hours: new Map(answers.flatMap(({ data }) => (data ? [[data.station, data] as const] : []))),
      waiting: answers.filter(({ data, failureReason }) => data === undefined && !failureReason).length,
      failed: answers.filter(({ data, failureReason }) => data === undefined && failureReason).length,
    }),
  })
}
