import { useQuery } from '@tanstack/react-query'
import type { Readiness } from '@city/domain/api/service.ts'
import { ApiError, errorOf } from './apiError.ts'

const timeoutMs = 8000

/** /readyz answers 503 with the same document when something required is away: that is an answer, not a fault. */
async function readReadiness(signal: AbortSignal): Promise<Readiness> {
  let response: Response
  try {
    response = await fetch('/readyz', { signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) })
  } catch (cause) {
    if (signal.aborted) throw signal.reason
    throw new ApiError('away', 'no answer: /readyz', { cause })
  }
  const isReadiness = response.headers.get('content-type')?.includes('json') ?? false
  if (response.status !== 200 && !(response.status === 503 && isReadiness)) throw await errorOf(response)
  try {
    const answer = (await response.json()) as Partial<Readiness>
    if (answer.status && answer.dependencies) return answer as Readiness
  } catch (cause) {
    throw new ApiError('badAnswer', 'not JSON: /readyz', { status: response.status, cause })
  }
  throw new ApiError('badAnswer', 'not a readiness document: /readyz', { status: response.status })
}

/** What the server rests on, asked every 15 seconds. */
export function useReadiness() {
  return useQuery({
    queryKey: ['/readyz'],
    queryFn: ({ signal }) => readReadiness(signal),
    refetchInterval: 15_000,
    refetchIntervalInBackground: true,
  })
}
