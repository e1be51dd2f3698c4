import type { WaterIndexState } from '@city/domain/api/schemas.ts'
import type { SeriesPoint, SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { dayMs, hanoiDayStart, hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { waterQualityIndex, type WaterIndex, type WqiRules } from '@city/domain/water/waterQualityIndex.ts'
import { wqiMeansOfDay, wqiMeansOfHour } from '@city/domain/water/wqiMeans.ts'
import { wqiReadingParameters } from '@city/domain/water/wqiTables.ts'
import type { IndexChange } from '@city/store/state/indexRevisions.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { readIndexHours, type IndexHour } from './indexHours.ts'
import { changesOf, readPublished } from './published.ts'
import { revisionsOf } from './revisionsOf.ts'
import { hasSubIndex, waterIndexPoint, waterIndexState } from './waterPoints.ts'

export interface WaterIndices {
  /** To be written to `water_index` and `water_index_1d`. */
  points: SeriesPoint[]
  /** Values that others replace; to be kept before the points are written. */
  changes: IndexChange[]
  /** The index of the hour that ended last, null-valued when it has none; undefined when the hours do not reach it, or the
   *  station measures nothing that the index knows. */
  newest?: WaterIndexState
}

export interface WaterHoursTouched {
  /** Starts of hours, both inclusive. */
  from: number
  to: number
  /** Start of the hour that ended last. */
  ended: number
  /** What is known of the hours from `from` to `to`, where that was just rolled up. */
  own?: readonly IndexHour[]
}

/** Computes VN_WQI of the touched hours and of the days of Hanoi that hold them, as far as they have ended. An hour or day
 *  without an index says so (`valid` = 0) when readings of it are stored or an index was written before; what never was
 *  known has no point. Rejects with StoreAway, StoreRefused. */
export async function computeWaterIndices(
  parts: { series: SeriesStore; db: StateDb },
  station: Station,
  { from, to, ended, own }: WaterHoursTouched,
  now: number,
  rules: WqiRules,
): Promise<WaterIndices> {
  const { id, intervalS } = station
  // Where nothing was touched and only the hour has turned, the day before is looked at too: it may have ended while this
  // program did not run.
  const firstDay = hanoiDayStart(own ? from : from - dayMs)
  const days: number[] = []
  for (let day = firstDay; day <= to && day + dayMs <= ended + hourMs; day += dayMs) days.push(day)
  const span = {
    from: days.length > 0 ? firstDay : from,
    to: Math.max(to + hourMs, (days.at(-1) ?? 0) + dayMs),
  }
  const read = (one: { from: number; to: number }) =>
    readIndexHours(parts, station, wqiReadingParameters, one)
  const rows = own
    ? [
        ...(await read({ from: span.from, to: from })),
        ...own,
        ...(await read({ from: to + hourMs, to: span.to })),
      ]
    : await read(span)

  const byHour = new Map(rows.map((row) => [row.time, row]))
  const hours: [number, WaterIndex][] = []
  for (let hour = from; hour <= to; hour += hourMs)
    hours.push([hour, waterQualityIndex(wqiMeansOfHour(byHour.get(hour), intervalS).means, rules)])
  const ofDays = days.map((day): [number, WaterIndex] => {
    const inDay = rows.filter(({ time }) => time >= day && time < day + dayMs)
    return [day, waterQualityIndex(wqiMeansOfDay(inDay, intervalS).means, rules)]
  })

  const { series } = parts
  const [hoursBefore, daysBefore] = await Promise.all([
    readPublished(series, 'water_index', id, { from, to: to + hourMs }),
    readPublished(series, 'water_index_1d', id, {
      from: firstDay,
      to: (days.at(-1) ?? firstDay - dayMs) + dayMs,
    }),
  ])
  const isSilent = ([, result]: [number, WaterIndex]) => !hasSubIndex(result)
  const stored = await timesWithReadings(series, id, [
    ...hours
      .filter((one) => isSilent(one) && !hoursBefore.has(one[0]))
      .map(([hour]) => [hour, hour + hourMs] as const),
    ...ofDays
      .filter((one) => isSilent(one) && !daysBefore.has(one[0]))
      .map(([day]) => [day, day + dayMs] as const),
  ])
  const points: SeriesPoint[] = []
  for (const [hour, result] of hours)
    if (hasSubIndex(result) || hoursBefore.has(hour) || stored.hours.has(hour))
      points.push(waterIndexPoint('water_index', id, hour, result))
  for (const [day, result] of ofDays)
    if (hasSubIndex(result) || daysBefore.has(day) || stored.days.has(day))
      points.push(waterIndexPoint('water_index_1d', id, day, result))
  const values = (results: readonly [number, WaterIndex][]) =>
    results.map(([time, { wqi }]) => [time, { aqi: wqi }] as const)
  const ofKind = { station: id, at: now }
  const changes = await revisionsOf(
    { ...parts, station: id, measurement: 'water_index', from },
    {
      changes: changesOf({ ...ofKind, kind: 'vn_wqi_hour' }, values(hours), hoursBefore),
      ...{ lengthMs: hourMs, reachMs: 0 },
    },
    {
      changes: changesOf({ ...ofKind, kind: 'vn_wqi_day' }, values(ofDays), daysBefore),
      ...{ lengthMs: dayMs, reachMs: 0 },
    },
  )
  const newest = hours.at(-1)
  const isShown = newest?.[0] === ended && (measuresQuality(station) || hasSubIndex(newest[1]))
  return isShown ? { points, changes, newest: waterIndexState(...newest) } : { points, changes }
}

/** Whether the registry lists a parameter of the index for the station: a level gauge has no index to miss. */
function measuresQuality({ parameters }: Station): boolean {
  return parameters.some((one) => one !== 'temp' && wqiReadingParameters.includes(one))
}

/** Hours and days of which readings are stored, usable or not, between the first and the last of the spans. */
async function timesWithReadings(
  series: SeriesStore,
  station: string,
  spans: readonly (readonly [from: number, to: number])[],
): Promise<{ hours: Set<number>; days: Set<number> }> {
  if (spans.length === 0) return { hours: new Set(), days: new Set() }
  const [from, to] = [Math.min(...spans.map((one) => one[0])), Math.max(...spans.map((one) => one[1]))]
  const fields = wqiReadingParameters
  const rows = await series.readRows({ measurement: 'water', tags: { station }, from, to, fields })
  return {
    hours: new Set(rows.map(({ time }) => hourStart(time))),
    days: new Set(rows.map(({ time }) => hanoiDayStart(time))),
  }
}
