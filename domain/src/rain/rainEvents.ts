import { newestAt, type GaugeRain } from './gaugeRain.ts'
import { exactMm, jitterMs, type RainSpan } from './rainSpan.ts'

/** One rain of a gauge (environment.md 5.4 [P]). Times in ms since 1970 UTC: start of the first and end of the last
 *  interval with 0.2 mm or more. */
export interface RainEvent {
  start: number
  end: number
  /** Without suspect rain. */
  totalMm: number
  /** Rain of suspect values (flag 3) besides. */
  suspectMm: number
  /** Part of the total that comes from spans in which a counter was reset. */
  resetMm: number
  /** Whether the dry gap that ends it has passed, as far as the gauge has told. */
  isOngoing: boolean
  /** False: moments within it are covered by no report that is confirmed. */
  complete: boolean
}

/** Least rain of an interval that begins an event or keeps it alive, mm. */
const wetMm = 0.2
const minuteMs = 60_000
/** Dry time that ends a rain: for "raining / stopped", and for statistics (usual inter-event time [U]), ms. */
export const eventGaps = { live: 30 * minuteMs, statistics: 360 * minuteMs } as const

/** Rains of a gauge, with its suspect values where it is given with them, in order of time, among the spans that end in (from, to]. One that runs at `from` begins there only
 *  as far as it was read: give a `from` that lies a gap earlier than what is asked for. */
export function rainEvents(rain: GaugeRain, from: number, to: number, gapMs: number): RainEvent[] {
  const spans = chainOf(rain, from, to)
  const events: RainEvent[] = []
  let open: { first: number; last: number } | undefined
  const heardUntil = spans.at(-1)?.time ?? from
  spans.forEach((span, i) => {
    if (span.mm < wetMm - 1e-9) return
    if (open && span.from - spans[open.last]!.time < gapMs - jitterMs) open.last = i
    else {
      if (open) events.push(eventOf(spans.slice(open.first, open.last + 1), false))
      open = { first: i, last: i }
    }
  })
  if (open) {
    const isOngoing = heardUntil - spans[open.last]!.time < gapMs - jitterMs
    events.push(eventOf(spans.slice(open.first, open.last + 1), isOngoing))
  }
  return events
}

/** The spans that take each moment once, in order of time. */
function chainOf(rain: GaugeRain, from: number, to: number): RainSpan[] {
  const chain: RainSpan[] = []
  for (let i = newestAt(rain, to); i >= 0 && rain.spans[i]!.time > from; i = rain.before[i]!)
    chain.push(rain.spans[i]!)
  return chain.toReversed()
}

function eventOf(spans: readonly RainSpan[], isOngoing: boolean): RainEvent {
  const [start, end] = [spans[0]!.from, spans.at(-1)!.time]
  const confirmed = spans.filter(({ isUnconfirmed }) => !isUnconfirmed)
  const coveredMs = confirmed.reduce((sum, { from, time, hasReset }) => sum + (hasReset ? 0 : time - from), 0)
  const total = (list: readonly RainSpan[]): number => exactMm(list.reduce((sum, { mm }) => sum + mm, 0))
  return {
    ...{ start, end, isOngoing },
    totalMm: total(confirmed),
    suspectMm: total(spans.filter(({ isUnconfirmed }) => isUnconfirmed)),
    resetMm: total(confirmed.filter(({ hasReset }) => hasReset)),
    complete: coveredMs >= 0.9 * (end - start),
  }
}
