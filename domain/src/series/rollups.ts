import { aqiParameters } from '../air/aqiTable.ts'
import { parametersOf } from '../station/parameter.ts'
import type { Domain } from '../station/station.ts'
import { dayMs, hanoiOffsetMs, hourMs } from '../time/hanoiTime.ts'
import { wqiReadingParameters } from '../water/wqiTables.ts'
import type { WindowStats } from './seriesStore.ts'

/** The two lengths of window that are kept for ever. */
export const rollupSteps = ['1h', '1d'] as const
export type RollupStep = (typeof rollupSteps)[number]

/** Windows of each length; days are days of Hanoi. `offsetMs` as in readWindows. */
export const rollupWindows: Readonly<Record<RollupStep, { everyMs: number; offsetMs: number }>> = {
  '1h': { everyMs: hourMs, offsetMs: 0 },
  '1d': { everyMs: dayMs, offsetMs: -hanoiOffsetMs },
}

/** Statistics of one parameter in one window. `completeness`: 0–1, values there are of those that the interval promises. */
export interface RollupFigures extends WindowStats {
  completeness: number
}

/** Name of the measurement that holds the windows of a domain, e.g. `air_1h`. */
export function rollupMeasurement(domain: Domain, step: RollupStep): string {
  return `${domain}_${step}`
}

/** Parameters that have rollups. An angle has no mean (359° and 1° would give 180°): wind direction is raw only. */
export function rolledUpParameters(domain: Domain): string[] {
  return parametersOf(domain).flatMap(({ id }) => (id === 'wd' ? [] : [id]))
}

/** Parameters of which hours tell apart what is flagged 1 alone: nothing else enters an official index (environment.md
 *  7.4). */
export function officialParameters(domain: Domain): readonly string[] {
  if (domain === 'air') return aqiParameters
  return domain === 'water' ? wqiReadingParameters : []
}

interface RollupFields {
  mean: string
  count: string
  min: string
  max: string
  completeness: string
}

const namesOf = new Map<string, RollupFields>()

/** Fields of one parameter in a rollup point; the mean stands under the parameter's own name. */
export function rollupFields(parameter: string): RollupFields {
  let names = namesOf.get(parameter)
  if (!names) {
    names = {
      mean: parameter,
      count: `${parameter}_count`,
      min: `${parameter}_min`,
      max: `${parameter}_max`,
      completeness: `${parameter}_completeness`,
    }
    namesOf.set(parameter, names)
  }
  return names
}

/** Fields of one parameter in the point of an hour: mean and count of what is flagged 1 alone, written where the hour holds,
 *  or once held, values flagged 2. */
export function goodFields(parameter: string) {
  return { mean: `${parameter}_good`, count: `${parameter}_good_count` }
}

/** The share of values that a station of this interval promises for a window, 0–1; one that reports oftener has 1.
 *  @param intervalS nominal seconds between readings */
export function completenessOf(count: number, windowMs: number, intervalS: number): number {
  return Math.min(1, count / Math.max(1, Math.floor(windowMs / 1000 / intervalS)))
}

/** Puts the fields in that say: these are the figures of a parameter in the window.
 *  @param isFirst nothing was written of the window before: min and max of one value need not be said */
export function putFigures(
  fields: Record<string, number | string>,
  parameter: string,
  { count, mean, min, max, completeness }: RollupFigures,
  isFirst: boolean,
): void {
  const names = rollupFields(parameter)
  fields[names.mean] = mean
  fields[names.count] = count
  if (!isFirst || count > 1) {
    fields[names.min] = min
    fields[names.max] = max
  }
  fields[names.completeness] = completeness
}

/** Puts the fields in that say: the parameter has no value in the window (any more). Fields merge, so mean, min and max may
 *  be left over from before; with a count of 0 they mean nothing. */
export function putNone(fields: Record<string, number | string>, parameter: string): void {
  const names = rollupFields(parameter)
  fields[names.count] = 0
  fields[names.completeness] = 0
}

/** Figures of one parameter in a rollup point; undefined when it has no value there: nothing was written, or count is 0.
 *  Without min and max they are the mean: of one value all three are the same and only one is written. */
export function figuresOf(
  fields: Readonly<Record<string, number | string>>,
  parameter: string,
): RollupFigures | undefined {
  const names = rollupFields(parameter)
  const known = goodFields(parameter)
  const [count, mean, min, max, completeness] = [
    fields[names.count],
    fields[names.mean],
    fields[names.min],
    fields[names.max],
    fields[names.completeness],
  ]
  if (typeof count !== 'number' || count < 1) return undefined
  if (typeof mean !== 'number') return undefined
  const [lowest, highest] = [typeof min === 'number' ? min : mean, typeof max === 'number' ? max : mean]
  const figures = {
    count,
    mean,
    min: lowest,
    max: highest,
    completeness: typeof completeness === 'number' ? completeness : 0,
  }
  const [goodCount, goodMean] = [fields[known.count], fields[known.mean]]
  if (typeof goodCount !== 'number' || typeof goodMean !== 'number' || goodCount >= count) return figures
  return { ...figures, good: { count: goodCount, mean: goodMean } }
}

/** One window out of shorter ones: counts add up, means weigh by their count; undefined without any. */
export function joinedStats(parts: readonly WindowStats[]): WindowStats | undefined {
  let [count, sum, min, max] = [0, 0, Infinity, -Infinity]
  for (const part of parts) {
    count += part.count
    sum += part.mean * part.count
    min = Math.min(min, part.min)
    max = Math.max(max, part.max)
  }
  return count === 0 ? undefined : { count, mean: sum / count, min, max }
}
