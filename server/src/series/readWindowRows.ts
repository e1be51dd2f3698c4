import { officialParameters, rollupWindows, type RollupStep } from '@city/domain/series/rollups.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { dayMs } from '@city/domain/time/hanoiTime.ts'
import { readRollups } from '@city/store/series/readRollups.ts'
import { rawFrom, readRollupMark } from '@city/store/state/rollupMarks.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { touchedHoursOf } from '@city/store/state/touchedHours.ts'
import { withCompleteness, type Span, type WindowFigures } from './windowFigures.ts'

/** Raw readings this young are counted anew for each answer, whatever is rolled up: the newest are on their way. */
const youngMs = 2 * dayMs
/** Stretches of raw readings that are read one by one; more are read as one. */
const mostStretches = 6

export interface WindowParts {
  series: Pick<SeriesStore, 'readRows' | 'readWindows'>
  /** Says which hours are not rolled up yet. */
  state: StateDb
  station: Station
  /** Of parameters that have rollups. */
  parameters: readonly string[]
  now: number
  /** Counts and means are enough: min, max and completeness of old windows need not be right. */
  meansOnly?: boolean
}

/** Hours or days of one station, in order; what has no values is left out. Old windows come from rollups; young ones, and
 *  those whose readings wait to be rolled up, from the raw readings, as far as these are kept. Both say the same.
 *  @param span starts and ends at bounds of windows; rejects with StoreAway */
export async function readWindowRows(
  { series, state, station, parameters, now, meansOnly = false }: WindowParts,
  step: RollupStep,
  span: Span,
): Promise<WindowFigures[]> {
  const { everyMs, offsetMs } = rollupWindows[step]
  const { id, domain, intervalS } = station
  // What waits is asked before anything is read: what is no longer listed has been written.
  const stretches = rawStretches(state, id, step, span, now)
  const rolled: WindowFigures[] = []
  for (const stretch of stretchesBetween(span, stretches))
    rolled.push(
      ...(await readRollups(series, { domain, station: id, step, parameters, meansOnly, ...stretch })),
    )
  const raw: WindowFigures[] = []
  for (const stretch of stretches) {
    const rows = await series.readWindows({
      ...{ measurement: domain, tags: { station: id }, fields: parameters },
      ...{ ...stretch, everyMs, offsetMs, goodOf: officialParameters(domain) },
    })
    raw.push(...rows.map((row) => withCompleteness(row, everyMs, intervalS)))
  }
  return [...rolled, ...raw].toSorted((a, b) => a.time - b.time)
}

/** The parts of the span to be read from raw readings, in order, apart, at bounds of windows. */
function rawStretches(state: StateDb, station: string, step: RollupStep, span: Span, now: number): Span[] {
  const { everyMs, offsetMs } = rollupWindows[step]
  const startOf = (time: number): number => Math.floor((time - offsetMs) / everyMs) * everyMs + offsetMs
  // Raw readings are removed by whole days of Hanoi, so no window is half there.
  const kept = { from: Math.max(span.from, rawFrom(state)), to: span.to }
  if (kept.from >= kept.to) return []
  if (!readRollupMark(state, 'stored_marked')) return [kept]
  const found: Span[] = []
  const add = (from: number, to: number): void => {
    const stretch = { from: Math.max(kept.from, from), to: Math.min(kept.to, to) }
    if (stretch.from >= stretch.to) return
    const last = found.at(-1)
    if (last && stretch.from <= last.to) last.to = Math.max(last.to, stretch.to)
    else found.push(stretch)
  }
  const young = startOf(now - youngMs)
  for (const touched of touchedHoursOf(state, { station, from: kept.from, to: Math.min(kept.to, young) }))
    add(startOf(touched.from), startOf(touched.to) + everyMs)
  add(young, Infinity)
  const [first, last] = [found[0], found.at(-1)]
  return first && last && found.length > mostStretches ? [{ from: first.from, to: last.to }] : found
}

/** What of the span lies outside the stretches. */
function stretchesBetween(span: Span, stretches: readonly Span[]): Span[] {
  const between: Span[] = []
  let from = span.from
  for (const stretch of stretches) {
    if (stretch.from > from) between.push({ from, to: stretch.from })
    from = stretch.to
  }
  if (from < span.to) between.push({ from, to: span.to })
  return between
}
