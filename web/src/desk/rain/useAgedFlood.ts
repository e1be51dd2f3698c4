import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { FloodList } from '@city/domain/api/flood.ts'
import { useFlood } from '../../api/queries.ts'
import { agedFlood } from '../../domainView/agedFlood.ts'
import { useServerNow, useStations } from '../../live/useLive.ts'

/** The flood points as they stand now: an answer that is not renewed grows old. */
export function useAgedFlood(): UseQueryResult<FloodList> {
  const query = useFlood()
  const stations = useStations('flood')
  const now = useServerNow(60_000)
  const data = useMemo(() => {
    const intervals = new Map(stations.map(({ id, interval_s: intervalS }) => [id, intervalS]))
    const answeredAt = query.data?.now ?? ''
    return (
      query.data && {
        ...query.data,
        items: query.data.items.map((item) =>
          agedFlood(item, intervals.get(item.station), Date.parse(answeredAt), now),
        ),
      }
    )
  }, [query.data, stations, now])
  return { ...query, data } as typeof query
}
