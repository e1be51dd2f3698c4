const longestMs = 24 * 3_600_000

/** What a `Retry-After` asks for (RFC 9110 10.2.3): seconds, or a date. A day at most is believed.
 *  @returns ms from now, undefined when there is none that can be read */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const text = header.trim()
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), longestMs)
}

const firstMs = 5000
const mostMs = 15 * 60_000

/** How long to wait after `failures` in a row: doubled each time from 5 s up to 15 minutes or the interval of the source,
 *  whichever is longer, half of it by chance, and never less than the other side asked for. */
export function backoffMs(
  failures: number,
  { intervalMs, askedMs = 0, chance }: { intervalMs: number; askedMs?: number | undefined; chance: number },
): number {
  const first = Math.min(firstMs, intervalMs)
  const wait = Math.min(first * 2 ** Math.min(failures - 1, 20), Math.max(mostMs, intervalMs))
  return Math.max(Math.round(wait * (0.5 + chance / 2)), askedMs)
}
