import type { Domain } from '../station/station.ts'
import { hourMs } from '../time/hanoiTime.ts'
import { crossOutcomes } from './crossOutcomes.ts'
import { flag, type Flag } from './flag.ts'
import { flatLines, isUnsettled } from './flatLines.ts'
import { emptyJudged, firstJudged, type JudgedColumn } from './judgedColumn.ts'
import { rainDayParameters } from './gaugeDay.ts'
import { isClipped } from './judgeRange.ts'
import { overallFlag } from './overallFlag.ts'
import { spikeTest } from './spikeTest.ts'
import type { StationColumns } from './stationColumns.ts'
import type { StationLimits } from './stationLimits.ts'
import { stepTest } from './stepTest.ts'
import { packTests, type TestOutcomes } from './tests.ts'
import { mostGaps } from './track.ts'
import { valueColumn, type ValueColumn } from './valueColumn.ts'

/** What an analyst decided about the values of a parameter in [from, to), ms since 1970 UTC. */
export interface Decision {
  parameter: string
  from: number
  to: number
  flag: Flag
}

export interface JudgeContext {
  domain: Domain
  /** Nominal time between readings, ms. */
  intervalMs: number
  limits: StationLimits
  /** Later ones go before earlier ones. */
  decisions?: readonly Decision[]
  /** Whether an amount of rain in 10 minutes, mm, contradicts the gauges around; absent: nobody is asked. */
  isAlone?: (time: number, mm: number) => boolean | undefined
  /** Whether it rained nearby in a span; absent: not known. */
  hasRained?: (from: number, to: number) => boolean
  /** Whether the gauge is taken for blocked at a moment (blockedGauge.ts); absent: it is not. */
  isBlocked?: (time: number) => boolean
}

export interface JudgedSpan {
  /** Of each parameter that has values what is said of those in the span. */
  columns: JudgedColumn[]
  /** Older rows may change what is said here: a value stands still since the first row. */
  needsBefore: boolean
  /** A value that stood still at `changedTo` does so until the last row: later rows may be concerned too. */
  needsAfter: boolean
}

/** How far the judgement of a value looks around, besides values that stand still, ms. */
export function reachOf(intervalMs: number): { before: number; after: number } {
  const near = mostGaps * intervalMs
  return { before: Math.max(3 * near, hourMs + intervalMs + near), after: near }
}

/** Judges the values of one station in [from, to) (environment.md 7.2, tests 2 to 7). Pure: what is said of a value depends
 *  on what arrived alone, not on what was judged before nor on where the rows are cut, as long as they cover `reachOf`
 *  around the span and nothing is needed besides.
 *  @param stored values with flags, tests and states
 *  @param changedTo end of the stretch in which something arrived; `needsAfter` speaks of it */
export function judgeSpan(
  stored: StationColumns,
  span: { from: number; to: number; changedTo?: number },
  context: JudgeContext,
): JudgedSpan {
  const { changedTo = -Infinity } = span
  const { times } = stored
  const judged: JudgedSpan = { columns: [], needsBefore: false, needsAfter: false }
  const columns = new Map<string, ValueColumn>()
  for (const [parameter, limits] of context.limits) {
    const column = valueColumn(stored, parameter, limits, context.domain)
    if (column) columns.set(parameter, column)
  }
  const crosses = crossOutcomes(stored.times, span, columns, context)
  for (const [parameter, column] of columns) {
    const { track, limits } = column
    const { intervalMs } = context
    const spikes = limits.spike === null ? undefined : spikeTest(track, limits.spike, intervalMs)
    const steps =
      limits.step || limits.hourly !== null ? stepTest(track, limits, spikes, intervalMs) : undefined
    const flat = limits.flat && flatLines(track, limits.flat, stored, context)
    const decisions = context.decisions?.filter((one) => one.parameter === parameter) ?? []
    const cross = crosses.get(parameter)
    const own = emptyJudged(parameter, column.row.length)
    let [place, count] = [0, 0]
    for (let at = 0; at < column.row.length; at++) {
      const row = column.row[at]!
      const time = times[row]!
      if (time < span.from || time >= span.to) continue
      while (track.row[place]! < row) place++
      const isCompared = track.row[place] === row
      const outcomes: TestOutcomes = {
        device: column.state[at]!,
        range: column.range[at]!,
        step: (isCompared && steps?.[place]) || 0,
        spike: (isCompared && spikes?.[place]) || 0,
        flat: isStuckDry(parameter, column.value[at]!, time, context)
          ? flag.suspect
          : (isCompared && flat?.outcomes[place]) || 0,
        cross: cross?.[row] ?? 0,
        override: decisions.length === 0 ? 0 : decidedAt(decisions, time),
        clipped: isClipped(limits.clip, column.value[at]!) ? 1 : 0,
      }
      const overall = overallFlag(outcomes)
      const isTold =
        overall >= flag.suspect || outcomes.override + outcomes.clipped > 0 || outcomes.device !== 0
      own.row[count] = row
      own.flag[count] = overall
      if (isTold) own.tests[count] = packTests(outcomes)
      own.state[count] = outcomes.device
      if (column.isKnown[at]) own.isStateKnown[count] = 1
      count++
      if (isCompared && flat?.open[place]) judged.needsBefore = true
    }
    judged.columns.push(firstJudged(own, count))
    if (flat && isUnsettled(flat.starts, track, limits, changedTo, intervalMs)) judged.needsAfter = true
  }
  return judged
}

/** What a blocked gauge says of the rain is suspect: that there was none, and that its bucket did not tip. */
function isStuckDry(parameter: string, value: number, time: number, { isBlocked }: JudgeContext): boolean {
  if (!isBlocked || !rainDayParameters.some((one) => one === parameter)) return false
  return (value === 0 || parameter === 'tips') && isBlocked(time)
}

/** The flag that an analyst decided last for a moment; 0: none. */
function decidedAt(decisions: readonly Decision[], time: number): number {
  return decisions.findLast(({ from, to }) => time >= from && time < to)?.flag ?? 0
}
