/** What the watchdog knows when it looks. All times in ms on one steady clock. */
export interface Sight {
  now: number
  /** since when values do not arrive; null while they do */
  lostSince: number | null
  /** when the page last drew; its renders beat once a second */
  lastBeat: number
  /** when the page was loaded */
  loadedAt: number
  /** reloads by the watchdog since values last arrived */
  reloads: number
  /** another build of the page is served now */
  newBuild: boolean
}

export type Reason = 'socketDead' | 'stalled' | 'newBuild'

const minuteMs = 60_000
/** Values may be away this long before a reload is tried: restarts and updates of the server end sooner. */
const lostMs = 3 * minuteMs
const stalledMs = 1.5 * minuteMs
/** Longest wait between two reloads. */
const longestMs = 60 * minuteMs

/** Shortest life of a page before the watchdog may reload it: 3 min, 6 min, 12 min … one hour. */
export function patienceMs(reloads: number): number {
  return Math.min(lostMs * 2 ** reloads, longestMs)
}

/** Whether the page should load itself again, and why; null = leave it. A reload is tried only after the server was
 *  seen alive, so that the last picture stays while it is away: that question comes after this one. */
export function reloadReason(sight: Sight): Reason | null {
  const { now, lostSince, lastBeat, loadedAt, reloads, newBuild } = sight
  if (now - loadedAt < patienceMs(reloads)) return null
  if (lostSince !== null && now - lostSince >= lostMs) return 'socketDead'
  if (now - lastBeat >= stalledMs) return 'stalled'
  return newBuild ? 'newBuild' : null
}

/** Address of the page's program in its HTML, or null: it changes with every build. */
export function buildOf(html: string): string | null {
  return /<script[^>]*\bsrc="([^"]*\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? null
}

/** Wait before a page that could not draw is loaded again: 15 s, 30 s, 1 min … one hour. */
export function faultWaitMs(reloads: number): number {
  return Math.min(15_000 * 2 ** reloads, longestMs)
}
