import {
  completenessOf,
  goodFields,
  joinedStats,
  officialParameters,
  putFigures,
  putNone,
  rolledUpParameters,
  rollupMeasurement,
  type RollupFigures,
  type RollupStep,
} from '@city/domain/series/rollups.ts'
import type { SeriesPoint, SeriesStore, WindowRow, WindowStats } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { dayMs, hanoiDayStart, hourMs } from '@city/domain/time/hanoiTime.ts'
import { readHourWindows } from '@city/store/series/readHourWindows.ts'
import { readRollups, type RollupRow } from '@city/store/series/readRollups.ts'

interface Hour extends Omit<RollupRow, 'time'> {
  /** What the store says of it now; undefined where it knows nothing. */
  stored?: RollupRow
}

export interface RolledUp {
  /** To be written. */
  points: SeriesPoint[]
  /** What now holds of the hours, as the points say it. */
  hours: { time: number; stats: Hour['stats'] }[]
}

/** The readings of the hours `from` to `to` (starts, both inclusive) that are rolled up. */
export function hourQueryOf({ id, domain }: Station, { from, to }: { from: number; to: number }) {
  return {
    ...{ measurement: domain, tags: { station: id }, fields: rolledUpParameters(domain) },
    ...{ from, to: to + hourMs, goodOf: officialParameters(domain) },
  }
}

/** Rollups of the hours `from` to `to` (starts, both inclusive) of a station from its raw readings, and of the days of
 *  Hanoi that hold them from the hours. What had values and has none any more is written with a count of 0.
 *  @param rawFrom raw readings before this moment may have been removed: hours before it only ever gain values
 *  @param counted windows of these hours, where their readings were just read
 *  @returns rejects with StoreAway */
export async function rollUpHours(
  series: Pick<SeriesStore, 'kind' | 'readRows' | 'readWindows'>,
  station: Station,
  { from, to }: { from: number; to: number },
  rawFrom: number,
  counted?: readonly WindowRow[],
): Promise<RolledUp> {
  const { id, domain, intervalS } = station
  const parameters = rolledUpParameters(domain)
  const firstDay = hanoiDayStart(from)
  const afterDays = hanoiDayStart(to) + dayMs
  const windows = counted ?? (await readHourWindows(series, hourQueryOf(station, { from, to }), intervalS))
  const span = { from: firstDay, to: afterDays, step: '1h', parameters } as const
  const known = await readRollups(series, { domain, station: id, ...span })
  const hours = new Map<number, Hour>(known.map((row) => [row.time, { ...row, stored: row }]))
  const fresh = new Map(windows.map((row) => [row.time, row.stats]))
  const result: RolledUp = { points: [], hours: [] }
  const tags = { station: id }
  const put = (step: RollupStep, time: number, hour: Hour): void => {
    if (hour.spoken.length === 0 || (hour.stored && isSaid(hour, hour.stored))) return
    result.points.push({
      measurement: rollupMeasurement(domain, step),
      tags,
      time,
      fields: fieldsOf(hour, step),
    })
  }
  for (let time = from; time <= to; time += hourMs) {
    const now = withCompleteness(fresh.get(time) ?? {}, hourMs, intervalS)
    const before = hours.get(time)
    const hour = before ? following(before, now, time < rawFrom) : { stats: now, spoken: Object.keys(now) }
    hours.set(time, hour)
    put('1h', time, hour)
    if (hour.spoken.length > 0) result.hours.push({ time, stats: hour.stats })
  }
  for (let day = firstDay; day < afterDays; day += dayMs) put('1d', day, dayOf(day, hours, intervalS))
  return result
}

/** What holds of an hour now that held `before`. */
function following(before: Hour, now: Hour['stats'], mayBeRemoved: boolean): Hour {
  const spoken = [...new Set([...before.spoken, ...Object.keys(now)])]
  const goodSpoken = before.goodSpoken ? { goodSpoken: before.goodSpoken } : {}
  const stored = before.stored ? { stored: before.stored } : {}
  if (!mayBeRemoved) return { stats: now, spoken, ...stored, ...goodSpoken }
  const stats: Hour['stats'] = {}
  for (const parameter of spoken) {
    const [then, found] = [before.stats[parameter], now[parameter]]
    const figures = then && then.count > (found?.count ?? 0) ? then : found
    if (figures) stats[parameter] = figures
  }
  return { stats, spoken, ...stored, ...goodSpoken }
}

/** Whether the store says all of this already. */
function isSaid({ stats, spoken }: Hour, stored: RollupRow): boolean {
  if (spoken.length !== stored.spoken.length) return false
  for (const parameter of spoken) {
    const [now, before] = [stats[parameter], stored.stats[parameter]]
    if (now === before) continue
    if (!now || !before || now.count !== before.count || now.mean !== before.mean) return false
    if (now.min !== before.min || now.max !== before.max || now.completeness !== before.completeness)
      return false
    if (now.good?.count !== before.good?.count || now.good?.mean !== before.good?.mean) return false
  }
  return true
}

function dayOf(day: number, hours: ReadonlyMap<number, Hour>, intervalS: number): Hour {
  const known: Hour[] = []
  const spoken: string[] = []
  for (let time = day; time < day + dayMs; time += hourMs) {
    const hour = hours.get(time)
    if (!hour) continue
    known.push(hour)
    for (const parameter of hour.spoken) if (!spoken.includes(parameter)) spoken.push(parameter)
  }
  const stats: Record<string, WindowStats> = {}
  const parts: WindowStats[] = []
  for (const parameter of spoken) {
    parts.length = 0
    for (const hour of known) {
      const own = hour.stats[parameter]
      if (own) parts.push(own)
    }
    const joined = joinedStats(parts)
    if (joined) stats[parameter] = joined
  }
  return { stats: withCompleteness(stats, dayMs, intervalS), spoken }
}

/** Puts the completeness into figures that were just made. */
function withCompleteness(
  stats: Record<string, WindowStats & { completeness?: number }>,
  windowMs: number,
  intervalS: number,
): Record<string, RollupFigures> {
  for (const parameter in stats) {
    const figures = stats[parameter]!
    figures.completeness = completenessOf(figures.count, windowMs, intervalS)
  }
  return stats as Record<string, RollupFigures>
}

function fieldsOf({ stats, spoken, goodSpoken, stored }: Hour, step: RollupStep): SeriesPoint['fields'] {
  const isFirst = step === '1h' && !stored
  const fields: SeriesPoint['fields'] = {}
  for (const parameter of spoken) {
    const figures = stats[parameter]
    if (figures) putFigures(fields, parameter, figures, isFirst)
    else putNone(fields, parameter)
    // What was once told apart must be said again: fields merge.
    const good = figures?.good ?? (goodSpoken?.includes(parameter) ? figures : undefined)
    if (!good) continue
    const names = goodFields(parameter)
    fields[names.mean] = good.mean
    fields[names.count] = good.count
  }
  return fields
}
