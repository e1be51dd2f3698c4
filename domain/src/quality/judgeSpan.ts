import { qualityFields } from '../series/measurements.ts'
import type { SeriesRow } from '../series/seriesStore.ts'
import type { Domain } from '../station/station.ts'
import { dayMs, hanoiOffsetMs, hourMs } from '../time/hanoiTime.ts'
import { flagOfState } from './arrivedState.ts'
import { crossChecks, dayRainCheck } from './crossChecks.ts'
import { flag, type Flag } from './flag.ts'
import { flatLineTest } from './flatLineTest.ts'
import { isClipped, rangeFlag } from './judgeRange.ts'
import type { FlatOnly, Limits } from './limits.ts'
import type { StationLimits } from './stationLimits.ts'
import { overallFlag } from './overallFlag.ts'
import { spikeTest } from './spikeTest.ts'
import { stepTest } from './stepTest.ts'
import { storedState } from './storedState.ts'
import { packTests, type TestOutcomes } from './tests.ts'
import { mostGaps, type Track } from './track.ts'

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
}

/** One value as judged. `tests`: 0 when there is nothing to tell beside the flag. `state`: as it arrived;
 *  `isStateKnown`: false when it is not stored yet. */
export interface JudgedValue {
  time: number
  parameter: string
  flag: Flag
  tests: number
  state: number
  isStateKnown: boolean
}

export interface JudgedSpan {
  values: JudgedValue[]
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
 *  @param rows in order of time, with values and states
 *  @param changedTo end of the stretch in which something arrived; `needsAfter` speaks of it */
export function judgeSpan(
  rows: readonly Pick<SeriesRow, 'time' | 'fields'>[],
  span: { from: number; to: number; changedTo?: number },
  context: JudgeContext,
): JudgedSpan {
  const { changedTo = -Infinity } = span
  const judged: JudgedSpan = { values: [], needsBefore: false, needsAfter: false }
  const columns = new Map<string, Column>()
  for (const [parameter, limits] of context.limits) {
    const column = columnOf(rows, parameter, limits, context.domain)
    if (column) columns.set(parameter, column)
  }
  const cross = crossOf(rows, span, columns, context)
  for (const [parameter, column] of columns) {
    const { track, limits } = column
    const { intervalMs } = context
    const spikes = limits.spike === null ? [] : spikeTest(track, limits.spike, intervalMs)
    const steps = limits.step || limits.hourly !== null ? stepTest(track, limits, spikes, intervalMs) : []
    const flat = limits.flat && flatOf(column, rows, context)
    const decisions = context.decisions?.filter((one) => one.parameter === parameter) ?? []
    const placeOf = new Map(track.row.map((row, at) => [row, at]))
    for (let at = 0; at < column.row.length; at++) {
      const row = column.row[at]!
      const { time } = rows[row]!
      if (time < span.from || time >= span.to) continue
      const place = placeOf.get(row)
      const outcomes: TestOutcomes = {
        device: column.state[at]!,
        range: column.range[at]!,
        step: (place !== undefined && steps[place]) || 0,
        spike: (place !== undefined && spikes[place]) || 0,
        flat: (place !== undefined && flat?.outcomes[place]) || 0,
        cross: cross.get(row)?.get(parameter) ?? 0,
        override: decisions.findLast(({ from, to }) => time >= from && time < to)?.flag ?? 0,
        clipped: isClipped(limits.clip, column.value[at]!) ? 1 : 0,
      }
      const overall = overallFlag(outcomes)
      const isTold =
        overall >= flag.suspect || outcomes.override + outcomes.clipped > 0 || outcomes.device !== 0
      judged.values.push({
        ...{ time, parameter, flag: overall, tests: isTold ? packTests(outcomes) : 0 },
        ...{ state: outcomes.device, isStateKnown: column.isKnown[at]! },
      })
      if (place !== undefined && flat?.open[place]) judged.needsBefore = true
    }
    if (flat && isUnsettled(flat.starts, track, limits, changedTo, intervalMs)) judged.needsAfter = true
  }
  return judged
}

/** Fields that differ from what is stored, by time: `q_` and `t_` of each value, and the state where only the flag of an older
 *  program told it. Nothing where all is as it should be. */
export function changedFields(
  rows: readonly Pick<SeriesRow, 'time' | 'fields'>[],
  values: readonly JudgedValue[],
): Map<number, Record<string, number>> {
  const stored = new Map(rows.map((row) => [row.time, row.fields]))
  const changes = new Map<number, Record<string, number>>()
  for (const { time, parameter, flag: judged, tests, state, isStateKnown } of values) {
    const fields = stored.get(time)
    const { flag: q, tests: t, state: s } = qualityFields(parameter)
    const change: Record<string, number> = {}
    if ((fields?.[q] ?? flag.good) !== judged) change[q] = judged
    if ((fields?.[t] ?? 0) !== tests) change[t] = tests
    if (!isStateKnown) change[s] = state
    for (const _ in change) {
      changes.set(time, { ...changes.get(time), ...change })
      break
    }
  }
  return changes
}

interface Column {
  limits: Limits
  /** Of each value, in order: its row, itself, the state it came with, its range flag. */
  row: number[]
  value: number[]
  state: number[]
  isKnown: boolean[]
  range: Flag[]
  /** Those that may be compared. */
  track: Track
}

function columnOf(
  rows: readonly Pick<SeriesRow, 'time' | 'fields'>[],
  parameter: string,
  limits: Limits,
  domain: Domain,
): Column | undefined {
  const track: Track = { row: [], time: [], value: [] }
  const column: Column = { limits, row: [], value: [], state: [], isKnown: [], range: [], track }
  for (let row = 0; row < rows.length; row++) {
    const { time, fields } = rows[row]!
    const value = fields[parameter]
    if (typeof value !== 'number') continue
    const { state, isKnown } = storedState(domain, parameter, fields)
    const range = rangeFlag(limits, limits.clip, value)
    column.row.push(row)
    column.value.push(value)
    column.state.push(state)
    column.isKnown.push(isKnown)
    column.range.push(range)
    if (range === flag.fail || flagOfState(state) >= flag.fail) continue
    track.row.push(row)
    track.time.push(time)
    track.value.push(value)
  }
  return column.row.length > 0 ? column : undefined
}

function flatOf(
  { track, limits }: Column,
  rows: readonly Pick<SeriesRow, 'fields'>[],
  context: JudgeContext,
) {
  const flat = limits.flat!
  const only: FlatOnly = flat.only ?? {}
  const fits = (at: number): boolean => {
    const value = track.value[at]!
    if (only.above !== undefined && value <= only.above) return false
    if (only.below !== undefined && value >= only.below) return false
    if (only.except && value > only.except[0] && value < only.except[1]) return false
    if (only.hours) {
      const hour = ((track.time[at]! + hanoiOffsetMs) % dayMs) / hourMs
      if (hour < only.hours[0] || hour >= only.hours[1]) return false
    }
    if (!only.while) return true
    const other = rows[track.row[at]!]!.fields[only.while.parameter]
    return typeof other === 'number' && other > only.while.above
  }
  // Looked at for the last values only: how far back a run began must not matter.
  const counts = (at: number): boolean =>
    !only.inRain || context.hasRained?.(track.time[at - flat.count + 1]!, track.time[at]!) === true
  return flatLineTest(track, flat, context.intervalMs, fits, counts)
}

/** Whether the run at the last value began before `changedTo` and has not lasted so long since that what was before
 *  makes no difference. */
function isUnsettled(
  starts: readonly number[],
  { time }: Track,
  { flat }: Limits,
  changedTo: number,
  intervalMs: number,
): boolean {
  const last = time.length - 1
  if (last < 0 || !flat || time[last]! < changedTo) return false
  const start = starts[last]!
  if (start === last || time[start]! >= changedTo) return false
  const most = 3 * flat.count
  return time[last]! - changedTo < most * intervalMs || time.filter((one) => one >= changedTo).length < most
}

function crossOf(
  rows: readonly Pick<SeriesRow, 'time' | 'fields'>[],
  span: { from: number; to: number },
  columns: ReadonlyMap<string, Column>,
  { intervalMs, isAlone }: JudgeContext,
): Map<number, Map<string, number>> {
  const comparable = new Map<number, Map<string, number>>()
  for (const [parameter, { track }] of columns) {
    for (let at = 0; at < track.row.length; at++) {
      const row = track.row[at]!
      let values = comparable.get(row)
      if (!values) comparable.set(row, (values = new Map()))
      values.set(parameter, track.value[at]!)
    }
  }
  const outcomes = new Map<number, Map<string, number>>()
  for (const [row, values] of comparable) {
    const { time } = rows[row]!
    if (time < span.from || time >= span.to) continue
    const found = new Map(crossChecks((parameter) => values.get(parameter)))
    const mm = values.get('rain_10m')
    const alone = mm === undefined ? undefined : isAlone?.(time, mm)
    if (alone !== undefined) found.set('rain_10m', Math.max(found.get('rain_10m') ?? 0, alone ? 3 : 1))
    if (found.size > 0) outcomes.set(row, found)
  }
  const day = columns.get('rain_day')?.track
  for (let at = 1; day && at < day.row.length; at++) {
    const row = day.row[at]!
    const before = { time: day.time[at - 1]!, mm: day.value[at - 1]! }
    const now = { time: day.time[at]!, mm: day.value[at]! }
    if (now.time - before.time > mostGaps * intervalMs) continue
    const found = outcomes.get(row) ?? new Map<string, number>()
    outcomes.set(row, found.set('rain_day', Math.max(found.get('rain_day') ?? 0, dayRainCheck(before, now))))
  }
  return outcomes
}
