import { z } from 'zod'
import { seriesStep, type StationSeries } from '@city/domain/api/schemas.ts'
import { flag } from '@city/domain/quality/flag.ts'
import { flagField } from '@city/domain/series/measurements.ts'
import type { SeriesQuery, SeriesStore } from '@city/domain/series/seriesStore.ts'
import { findParameter, parametersOf, type Parameter } from '@city/domain/station/parameter.ts'
import type { Station } from '@city/domain/station/station.ts'
import { rollupWindows } from '@city/domain/series/rollups.ts'
import { dayMs } from '@city/domain/time/hanoiTime.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { moment, utc } from '../http/cityTime.ts'
import { Problem } from '../http/problem.ts'
import { readWindowRows } from './readWindowRows.ts'
import { statisticOf, valueOf } from './statistic.ts'
import { withCompleteness, type Span, type WindowFigures } from './windowFigures.ts'

type Step = z.infer<typeof seriesStep>

/** `mostMs`: longest span of one answer, about 10,000 points of a station that reports every minute. */
const steps: Record<
  Step,
  { usualMs: number; mostMs: number; window?: { everyMs: number; offsetMs: number } }
> = {
  raw: { usualMs: dayMs, mostMs: 7 * dayMs },
  '5m': { usualMs: dayMs, mostMs: 31 * dayMs, window: { everyMs: 5 * 60_000, offsetMs: 0 } },
  '1h': { usualMs: 7 * dayMs, mostMs: 366 * dayMs, window: rollupWindows['1h'] },
  '1d': { usualMs: 30 * dayMs, mostMs: 3660 * dayMs, window: rollupWindows['1d'] },
}

export const seriesQuery = z.object({
  from: moment.optional().describe('inclusive; by default a usual span before `to`'),
  to: moment.optional().describe('exclusive; by default now'),
  every: seriesStep.default('raw').describe('raw readings, or windows; days are days of Hanoi'),
  parameters: z.string().max(500).optional().describe('parameter ids, separated by commas; by default all'),
})

/** The span that a query means. @throws Problem when it ends before it begins or is longer than `mostMs` */
export function spanOf(
  query: { from?: number | undefined; to?: number | undefined },
  now: number,
  usualMs: number,
  mostMs: number,
): Span {
  const to = query.to ?? now
  const from = query.from ?? to - usualMs
  if (from >= to) throw new Problem(400, 'bad-request', 'from: must be before to')
  if (to - from > mostMs) {
    const days = Math.floor(mostMs / dayMs)
    throw new Problem(400, 'span-too-long', `at most ${days} days at once; ask for less or for longer steps`)
  }
  return { from, to }
}

/** Readings or windows of one station; what was not received is not there.
 *  @param stores the series, and the state that says which hours are rolled up
 *  @throws Problem for a span or parameter that cannot be; rejects with StoreAway */
export async function readSeries(
  { series, state }: { series: Pick<SeriesStore, 'readRows' | 'readWindows'>; state: StateDb },
  station: Station,
  query: z.output<typeof seriesQuery>,
  now: number,
): Promise<StationSeries> {
  const step = steps[query.every]
  const span = spanOf(query, now, step.usualMs, step.mostMs)
  const asked = askedParameters(station, query.parameters, query.every)
  const base = { measurement: station.domain, tags: { station: station.id } }
  const parameters = asked.map(({ id }) => id)
  /** Rollups are kept of hours and days only. */
  const windowRows = async (whole: Span, { everyMs, offsetMs }: NonNullable<typeof step.window>) => {
    if (query.every === '1h' || query.every === '1d')
      return readWindowRows({ series, state, station, parameters, now }, query.every, whole)
    const rows = await series.readWindows({ ...base, ...whole, fields: parameters, everyMs, offsetMs })
    return rows.map((row) => withCompleteness(row, everyMs, station.intervalS))
  }
  const points = step.window
    ? pointsOf(asked, await windowRows(wholeWindows(span, step.window), step.window), step.window.everyMs)
    : await readRawPoints(series, { ...base, ...span }, asked)
  const seen = new Set(points.flatMap(({ values }) => Object.keys(values)))
  const listed =
    query.parameters === undefined
      ? asked.filter(({ id }) => seen.has(id) || station.parameters.includes(id))
      : asked
  return {
    station: station.id,
    every: query.every,
    parameters: listed.map(({ id, unit }) => {
      const statistic = query.every === 'raw' ? undefined : statisticOf(id)
      return { id, unit, ...(statistic ? { statistic } : {}) }
    }),
    points,
  }
}

function askedParameters(station: Station, text: string | undefined, every: Step): Parameter[] {
  const all = parametersOf(station.domain).filter(({ id }) => every === 'raw' || statisticOf(id))
  if (text === undefined) return [...all]
  const asked = new Map<string, Parameter>()
  for (const spelling of text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)) {
    const parameter = findParameter(station.domain, spelling)
    if (!parameter || !all.includes(parameter)) {
      const why = parameter
        ? 'has raw readings only (an angle has no mean)'
        : `is no parameter of ${station.domain} stations`
      throw new Problem(
        400,
        'bad-request',
        `parameters: "${spelling}" ${why}; known here: ${all.map(({ id }) => id).join(', ')}`,
      )
    }
    asked.set(parameter.id, parameter)
  }
  if (asked.size === 0) throw new Problem(400, 'bad-request', 'parameters: names none')
  return [...asked.values()]
}

async function readRawPoints(
  series: Pick<SeriesStore, 'readRows'>,
  query: Omit<SeriesQuery, 'fields'>,
  parameters: readonly Parameter[],
): Promise<StationSeries['points']> {
  const fields = parameters.flatMap(({ id }) => [id, flagField(id)])
  const rows = await series.readRows({ ...query, fields })
  return rows.flatMap((row) => {
    const point: StationSeries['points'][number] = { time: utc(row.time), values: {}, flags: {} }
    for (const { id } of parameters) {
      const value = row.fields[id]
      const judged = row.fields[flagField(id)]
      if (typeof value === 'number') point.values[id] = value
      // A correction writes a good flag over the bad one; the answer lists flags other than good only.
      if (typeof judged === 'number' && judged !== flag.good && typeof value === 'number')
        point.flags[id] = judged
    }
    return Object.keys(point.values).length > 0 ? [point] : []
  })
}

/** Whole windows only: a window cut by `from` or `to` would show a figure of a part as one of the whole. */
function wholeWindows(
  { from, to }: Span,
  { everyMs, offsetMs }: { everyMs: number; offsetMs: number },
): Span {
  return {
    from: Math.floor((from - offsetMs) / everyMs) * everyMs + offsetMs,
    to: Math.ceil((to - offsetMs) / everyMs) * everyMs + offsetMs,
  }
}

function pointsOf(
  parameters: readonly Parameter[],
  rows: readonly WindowFigures[],
  windowMs: number,
): StationSeries['points'] {
  return rows.flatMap((row) => {
    const values: Record<string, number> = {}
    const [count, min, max, completeness]: Record<string, number>[] = [{}, {}, {}, {}]
    for (const { id } of parameters) {
      const stats = row.stats[id]
      const statistic = statisticOf(id)
      if (!stats || stats.count === 0 || !statistic) continue
      values[id] = valueOf(statistic, stats, windowMs)
      count![id] = stats.count
      min![id] = stats.min
      max![id] = stats.max
      completeness![id] = stats.completeness
    }
    if (Object.keys(values).length === 0) return []
    const statistics = { count: count!, min: min!, max: max!, completeness: completeness! }
    return [{ time: utc(row.time), values, flags: {}, ...statistics }]
  })
}
