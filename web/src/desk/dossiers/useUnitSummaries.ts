import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { DossierSummary } from '@city/domain/api/schemas.ts'
import { getJson } from '../../api/getJson.ts'

/** Questions under way at once: below the six connections that a browser opens, so that nothing else waits. */
const atOnce = 3
const everyMs = 5 * 60_000

/** The figures of every unit, asked one by one; what has arrived so far is there while the rest comes.
 *  @param codes of the units; the same array until they change */
export function useUnitSummaries(codes: readonly string[] | undefined) {
  const client = useQueryClient()
  const key = ['units/summaries', codes] as const
  return useQuery({
    queryKey: key,
    enabled: codes !== undefined,
    staleTime: everyMs,
    refetchInterval: everyMs,
    queryFn: async ({ signal }) => {
      const before = client.getQueryData<ReadonlyMap<string, DossierSummary>>(key)
      const found = new Map(before)
      const waiting = [...(codes ?? [])]
      const work = async () => {
        for (let unit = waiting.shift(); unit !== undefined; unit = waiting.shift()) {
          found.set(unit, await getJson<DossierSummary>('/api/v1/dossiers/summary', { unit }, signal))
          if (!before && found.size % 20 === 0) client.setQueryData(key, new Map(found))
        }
      }
      await Promise.all(Array.from({ length: atOnce }, work))
      return found as ReadonlyMap<string, DossierSummary>
    },
  })
}
