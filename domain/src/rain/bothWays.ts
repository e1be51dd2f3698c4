import { counterSums, type CounterReading } from './counterSums.ts'
import { chained, dayCounter, gaugeRain, merged, newestAt, tipCounter, type GaugeRain } from './gaugeRain.ts'
import { jitterMs, tenMinutesMs, type GaugeRow, type RainSpan } from './rainSpan.ts'

/** Rain of one gauge without its suspect values (flag 3) and with them; the same object where there are none. */
export interface RainBothWays {
  confirmed: GaugeRain
  withSuspect: GaugeRain
}

/** Amounts are told to 0.1 mm: less is no contradiction, mm. */
const roundingMm = 0.05

/** @param rows in order of time; @param tipMm mm of one tip of its bucket */
export function rainBothWays(rows: readonly GaugeRow[], tipMm: number): RainBothWays {
  const confirmed = gaugeRain(rows, tipMm)
  if (rows.every(({ suspect }) => suspect === undefined)) return { confirmed, withSuspect: confirmed }
  const doubted = suspectSpans(rows, tipMm).filter((span) => !isContradicted(span, confirmed))
  if (doubted.length === 0) return { confirmed, withSuspect: confirmed }
  return { confirmed, withSuspect: chained(merged(doubted, confirmed.spans)) }
}

function suspectSpans(rows: readonly GaugeRow[], tipMm: number): RainSpan[] {
  const sums = rows.flatMap(({ time, suspect }): RainSpan[] => {
    const mm = suspect?.sum ?? null
    return mm === null ? [] : [{ from: time - tenMinutesMs, time, mm, kind: 'sum', hasReset: false }]
  })
  const has = (counter: 'tips' | 'day') => rows.some((row) => row[counter] !== null)
  const isOfTips =
    has('tips') || (!has('day') && rows.some(({ suspect }) => (suspect?.tips ?? null) !== null))
  return merged(doubtedCounter(rows, isOfTips ? 'tips' : 'day', tipMm), sums).map((span) => {
    return { ...span, isUnconfirmed: true }
  })
}

/** What a counter tells between readings of which one is suspect. */
function doubtedCounter(rows: readonly GaugeRow[], counter: 'tips' | 'day', tipMm: number): RainSpan[] {
  const doubted = new Set<number>()
  const readings = rows.flatMap((row): CounterReading[] => {
    const suspect = row.suspect?.[counter] ?? null
    if (suspect !== null) doubted.add(row.time)
    const value = row[counter] ?? suspect
    return value === null ? [] : [{ time: row.time, value }]
  })
  if (doubted.size === 0) return []
  const sums = counterSums(...(counter === 'tips' ? tipCounter(readings, tipMm) : dayCounter(readings)))
  return sums.filter(({ from, time }) => doubted.has(from) || doubted.has(time))
}

/** Whether confirmed reports that cover a suspect one whole tell less rain together than it alone: then it is no rain. */
function isContradicted({ from, time, mm }: RainSpan, confirmed: GaugeRain): boolean {
  const { spans } = confirmed
  let [edge, mostMm] = [time, 0]
  while (edge > from + jitterMs) {
    // The first that ends at the edge or after.
    const one = spans[newestAt(confirmed, edge - jitterMs - 1) + 1]
    if (!one || one.hasReset || one.from >= edge - jitterMs) return false
    mostMm += one.mm
    edge = one.from
  }
  return mostMm < mm - roundingMm
}
