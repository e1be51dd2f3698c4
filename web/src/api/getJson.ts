import { ApiError, errorOf } from './apiError.ts'

export type Query = Record<string, string | number | boolean | null | undefined>

/** How long an answer may take, ms. */
export const answerTimeoutMs = 15_000

/** Path with its query; parameters that are null or undefined stay out. */
export function pathWith(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined) search.set(name, String(value))
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

/** GET of our own server's JSON. The shape is not checked here: the server validates the same schema before it answers.
 *  @throws ApiError; an abort by `signal` throws the signal's own reason */
export async function getJson<Answer>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer> {
  const limit = AbortSignal.timeout(answerTimeoutMs)
  const address = pathWith(path, query)
  let response: Response
  try {
    response = await fetch(address, {
      headers: { accept: 'application/json, application/problem+json' },
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    })
  } catch (cause) {
    if (signal?.aborted) throw signal.reason
    if (limit.aborted)
      throw new ApiError('timeout', `no answer within ${answerTimeoutMs} ms: ${address}`, { cause })
    throw new ApiError('away', `no answer: ${address}`, { cause })
  }
  if (!response.ok) throw await errorOf(response)
  try {
    return (await response.json()) as Answer
  } catch (cause) {
    if (signal?.aborted) throw signal.reason
    throw new ApiError('badAnswer', `not JSON: ${address}`, { status: response.status, cause })
  }
}
