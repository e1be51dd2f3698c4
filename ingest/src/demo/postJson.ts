/** Sends JSON to ingest's HTTP front as a producer does. @throws Error when the answer is not 2xx */
export async function postJson(
  to: { ingestUrl: string; key: string },
  path: string,
  body: unknown,
  signal?: AbortSignal,
): Promise<void> {
  const late = AbortSignal.timeout(15_000)
  const answer = await fetch(`${to.ingestUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': to.key },
    body: JSON.stringify(body),
    signal: signal ? AbortSignal.any([late, signal]) : late,
  })
  if (!answer.ok) throw new Error(`${path}: HTTP ${answer.status}`)
  await answer.arrayBuffer()
}

/** One reading over HTTP (design section 4: the same object plus `station`). */
export function postReading(to: { ingestUrl: string; key: string }, body: unknown): Promise<void> {
  return postJson(to, '/api/v1/readings', body)
}

/** Waits until an address answers 2xx: ingest may start after the simulator. */
export async function untilAnswers(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}
