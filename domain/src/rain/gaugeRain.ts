import { counterSums, type CounterKind, type CounterReading } from './counterSums.ts'
import { jitterMs, tenMinutesMs, type GaugeRow, type RainSpan } from './rainSpan.ts'

/** What one gauge reported, ready for windows. */
export interface GaugeRain {
  /** In order of their end; spans may overlap (a gauge that reports its rolling sum every minute). At the same end a
   *  reported sum comes after one of a counter. */
  spans: readonly RainSpan[]
  /** For each span the newest one that ends where it begins or before: taking these takes each moment once. −1: none. */
  before: Int32Array
}

/** Hours of Hanoi at which day counters start again: the meteorological day and midnight (environment.md 5.1). */
const dayResetHours = [0, 19]

/** The spans of a gauge from its stored rows. 10-minute sums come first; counters (tips, else the day counter) fill in
 *  where there are none (environment.md 5.4).
 *  @param rows in order of time; @param tipMm mm of one tip of its bucket */
export function gaugeRain(rows: readonly GaugeRow[], tipMm: number): GaugeRain {
  const sums: RainSpan[] = []
  const tips = []
  const days = []
  for (const { time, sum, tips: count, day } of rows) {
    if (sum !== null) sums.push({ from: time - tenMinutesMs, time, mm: sum, kind: 'sum', hasReset: false })
    if (count !== null) tips.push({ time, value: count })
    if (day !== null) days.push({ time, value: day })
  }
  const counter = counterSums(...(tips.length > 0 ? tipCounter(tips, tipMm) : dayCounter(days)))
  return chained(counter.length === 0 ? sums : merged(counter, sums))
}

type CounterRead = [CounterReading[], CounterKind]

export const tipCounter = (readings: CounterReading[], tipMm: number): CounterRead => [
  readings,
  { mmPerUnit: tipMm, resetHours: [] },
]
export const dayCounter = (readings: CounterReading[]): CounterRead => [
  readings,
  { mmPerUnit: 1, resetHours: dayResetHours },
]

/** Both in order of their ends; of equal ends those of `first` come first, so that the others go before them in a total. */
export function merged(first: readonly RainSpan[], others: readonly RainSpan[]): RainSpan[] {
  // A stable sort keeps that order.
  return [...first, ...others].toSorted((a, b) => a.time - b.time)
}

/** @param spans in order of their ends */
export function chained(spans: readonly RainSpan[]): GaugeRain {
  return { spans, before: linksOf(spans) }
}

function linksOf(spans: readonly RainSpan[]): Int32Array {
  const before = new Int32Array(spans.length)
  for (let i = 0, at = -1; i < spans.length; i++) {
    const limit = spans[i]!.from + jitterMs
    // Long spans over gaps begin earlier than those before them: then the search goes back.
    while (at >= 0 && spans[at]!.time > limit) at--
    while (at + 1 < i && spans[at + 1]!.time <= limit) at++
    before[i] = at
  }
  return before
}

/** Index of the newest span that ends at `time` or before; −1 when there is none. */
export function newestAt({ spans }: GaugeRain, time: number): number {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle]!.time <= time) low = middle + 1
    else high = middle
  }
  return low - 1
}
