import { useQuery } from '@tanstack/react-query'
import { getJson, type Query } from './getJson.ts'

/** One GET as a query. `failureReason` tells of a fault while it is still being asked again. */
export function useGet<Answer>(
  path: string,
  query: Query = {},
  options: { everyMs?: number; staleMs?: number; enabled?: boolean } = {},
) {
  const everyMs = options.everyMs
  return useQuery<Answer>({
    queryKey: [path, query],
    queryFn: ({ signal }) => getJson<Answer>(path, query, signal),
    enabled: options.enabled ?? true,
    ...(options.staleMs !== undefined && { staleTime: options.staleMs }),
    ...(everyMs !== undefined && { refetchInterval: everyMs, refetchIntervalInBackground: true }),
  })
}
