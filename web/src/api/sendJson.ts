import { ApiError, errorOf } from './apiError.ts'

/** How long the other side may take to do something, ms: a replay of many letters takes its time. */
export const sendTimeoutMs = 120_000

/** POST or DELETE to our own server with a producer's key, which goes in a header and nowhere else.
 *  Never asked again by itself. @throws ApiError; whether it was done is then not known unless the kind is `refused` */
export async function sendJson<Answer>(
  method: 'POST' | 'DELETE',
  path: string,
  key: string,
  body?: object,
): Promise<Answer> {
  const limit = AbortSignal.timeout(sendTimeoutMs)
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers: {
        accept: 'application/json, application/problem+json',
        'x-api-key': key,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: limit,
    })
  } catch (cause) {
    if (limit.aborted)
      throw new ApiError('timeout', `no answer within ${sendTimeoutMs} ms: ${path}`, { cause })
    throw new ApiError('away', `no answer: ${path}`, { cause })
  }
  if (!response.ok) throw await errorOf(response)
  const text = await response.text()
  try {
    return (text === '' ? {} : JSON.parse(text)) as Answer
  } catch (cause) {
    throw new ApiError('badAnswer', `not JSON: ${path}`, { status: response.status, cause })
  }
}
