import { newestAt, type GaugeRain } from './gaugeRain.ts'
import { exactMm, jitterMs, type RainSpan } from './rainSpan.ts'

export interface RainTotal {
  /** Rain of the window; null when nothing was received in it. A lower bound unless `complete`. */
  totalMm: number | null
  /** At least 90 % of the window is covered (environment.md 5.4 [P]). */
  complete: boolean
  /** Share of the window that is covered, 0–1. */
  coverage: number
  /** End of the newest interval used. */
  asOf: number | null
  /** Part of the total that comes from spans in which a counter was reset: a lower bound of what fell in them. */
  resetMm: number
  basis: 'sums' | 'counter' | 'both' | null
  window: { from: number; to: number }
}

/** A report up to this old closes the window: between two reports of a 10-minute gauge the total is that of its last one. */
export const anchorLimitMs = 15 * 60_000
/** Share of the window that must be covered (environment.md 5.4 [P]). */
const completeShare = 0.9
/** A span belongs to the window that holds most of its 10 minutes … */
const mostOutsideMs = 5 * 60_000
/** … and in short windows nearly all of it, so that 15 minutes never count 20. */
const mostOutsideShare = 0.1

/** Rolling total over the `windowMs` before the newest report (before `now` when that is older than 15 min). */
export function rollingTotal(rain: GaugeRain, now: number, windowMs: number): RainTotal {
  const to = endOf(rain, now)
  return windowTotal(rain, to - windowMs, to)
}

/** Where a window that reaches to the present ends: at the gauge's newest report, unless that is older than 15 min. */
export function endOf(rain: GaugeRain, now: number): number {
  const newest = rain.spans[newestAt(rain, now)]
  return newest && now - newest.time <= anchorLimitMs ? newest.time : now
}

/** Total of the day that runs, from its start to the newest report. */
export function runningTotal(rain: GaugeRain, now: number, start: number): RainTotal {
  const to = endOf(rain, now)
  return windowTotal(rain, start, to > start ? to : now)
}

/** Total of (from, to]: each moment of rain once, going back from the span that ends nearest to `to` (environment.md 5.4).
 *  Of neighbouring windows each span belongs to one, so that hours add up to their day. Rain of a span that lies partly
 *  outside is in no window: it is not interpolated, the window is then a lower bound; a dry one covers what lies inside. */
export function windowTotal(rain: GaugeRain, from: number, to: number): RainTotal {
  let [sum, resetMm, coveredMs] = [0, 0, 0]
  let asOf: number | null = null
  let basis: RainTotal['basis'] = null
  const allowedMs = outsideLimit(to - from)
  for (let i = lastOf(rain, to); i >= 0; i = rain.before[i]!) {
    const span = rain.spans[i]!
    if (span.time <= from) break
    const between = betweenSpans(rain, i, from, to, allowedMs)
    coveredMs += between.coveredMs
    sum += between.mm
    const insideMs = Math.min(span.time, to) - Math.max(span.from, from)
    if (insideMs <= 0) continue
    const isInside = span.from > from - allowedMs && span.time <= to + mostOutsideMs
    if (!isInside && span.mm > 0) continue
    asOf ??= span.time
    const kind = span.kind === 'sum' ? 'sums' : 'counter'
    basis = basis === null || basis === kind ? kind : 'both'
    if (!span.hasReset) coveredMs += insideMs
    if (!isInside) continue
    sum += span.mm
    if (span.hasReset) resetMm += span.mm
  }
  const coverage = Math.min(1, coveredMs / (to - from))
  const totalMm = asOf === null ? null : exactMm(sum)
  const complete = coverage >= completeShare
  return { totalMm, complete, coverage, asOf, resetMm: exactMm(resetMm), basis, window: { from, to } }
}

/** What is known of the time before span `i` that the walk leaves out, because a gauge changes its rhythm there: spans that
 *  overlap others cover it where they are dry, and add their rain where those of the walk are dry, so that nothing counts
 *  twice. Within (from, to]. */
function betweenSpans(
  { spans, before }: GaugeRain,
  i: number,
  from: number,
  to: number,
  allowedMs: number,
): { coveredMs: number; mm: number } {
  const found = { coveredMs: 0, mm: 0 }
  const next = before[i]!
  const begin = Math.max(from, spans[next]?.time ?? -Infinity)
  let edge = Math.min(to, spans[i]!.from)
  if (edge - begin <= jitterMs) return found
  /** Rain of spans that end later is counted already. */
  let free = spans[i]!.mm === 0 ? spans[i]!.time : spans[i]!.from
  for (let at = i - 1; at > next && edge > begin; at--) {
    const { mm, time, from: start, hasReset } = spans[at]!
    const insideMs = Math.min(edge, time) - Math.max(begin, start)
    if (hasReset || insideMs <= 0) continue
    if (mm > 0) {
      const isFree = time <= free + jitterMs && start >= begin - jitterMs && start > from - allowedMs
      if (!isFree) continue
      found.mm += mm
      free = start
    }
    found.coveredMs += insideMs
    edge = Math.min(edge, start)
  }
  return found
}

/** How much of a span may lie outside a window that it belongs to, ms. */
export function outsideLimit(windowMs: number): number {
  return Math.min(mostOutsideMs, windowMs * mostOutsideShare)
}

/** The span that closes a window: the one that ends nearest to `to`, at most 5 minutes after; else the one before. */
function lastOf(rain: GaugeRain, to: number): number {
  const { spans } = rain
  const earlier = newestAt(rain, to + jitterMs)
  const isNear = earlier >= 0 && spans[earlier]!.time > to - mostOutsideMs
  const later: RainSpan | undefined = spans[earlier + 1]
  return !isNear && later && later.time <= to + mostOutsideMs ? earlier + 1 : earlier
}
