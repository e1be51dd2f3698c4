/** Gives work so long, ms: then its signal is aborted and this rejects with TimeoutError. Nothing is kept when the work has
 *  ended: a signal of `AbortSignal.timeout` would hold the answer until its time has passed. */
export async function inTime<T>(work: (signal: AbortSignal) => Promise<T>, timeoutMs: number): Promise<T> {
  const limit = new AbortController()
  const { signal } = limit
  let give: (reason: unknown) => void
  const late = new Promise<never>((_, reject) => (give = reject))
  const timer = setTimeout(() => {
    limit.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'))
    give(signal.reason)
  }, timeoutMs).unref()
  try {
    return await Promise.race([work(signal), late])
  } finally {
    clearTimeout(timer)
  }
}
