import { aqiParameters } from '@city/domain/air/aqiTable.ts'
import { dailyAqiAt, reachBeforeDay, type DailyAqi } from '@city/domain/air/dailyAqi.ts'
import { nowCastHours, type AqiIndex } from '@city/domain/air/hourlyAqi.ts'
import { hourlyIndexAt } from '@city/domain/air/hourlyIndex.ts'
import type { HourStats } from '@city/domain/air/hourlyMeans.ts'
import { hourTrackOf } from '@city/domain/air/hourTrack.ts'
import type { AirIndexState } from '@city/domain/api/schemas.ts'
import type { SeriesPoint, SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { dayMs, hanoiDayStart, hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import type { IndexChange } from '@city/store/state/indexRevisions.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { readAirHours } from './airHours.ts'
import { dayIndexPoint, hasSomething, hourIndexPoint, hourIndexState } from './airPoints.ts'
import { changesOf, newsOf, readPublished } from './published.ts'
import { revisionsOf } from './revisionsOf.ts'

export interface AirIndices {
  /** To be written to `air_index` and `air_index_1d`. */
  points: SeriesPoint[]
  /** Values that others replace; to be kept before the points are written. */
  changes: IndexChange[]
  /** The index of the hour that ended last, null-valued when it has none; undefined when the hours do not reach it. */
  newest?: AirIndexState
}

export interface AirHoursTouched {
  /** Starts of hours, both inclusive. */
  from: number
  to: number
  /** Start of the hour that ended last. */
  ended: number
  /** What is known of the hours from `from` to `to`, where that was just rolled up. */
  own?: readonly HourStats[]
}

/** Computes VN_AQI of every hour and every day of Hanoi that readings of the touched hours weigh in, as far as it has ended:
 *  an hour weighs in the NowCast of 11 more, and in ozone of the day after by the 8-hour means that reach 7 hours back.
 *  An hour or day without an index says so (`valid` = 0) when readings of it are stored or an index was written before; what
 *  never was known has no point. Rejects with StoreAway, StoreRefused. */
export async function computeAirIndices(
  parts: { series: SeriesStore; db: StateDb },
  station: Station,
  { from, to, ended, own }: AirHoursTouched,
  now: number,
): Promise<AirIndices> {
  const last = Math.min(to + (nowCastHours - 1) * hourMs, ended)
  const days = endedDays(from, to, ended)
  const [firstDay, lastDay] = [days[0] ?? Infinity, days.at(-1) ?? -Infinity]
  const span = {
    from: Math.min(from - (nowCastHours - 1) * hourMs, firstDay - reachBeforeDay * hourMs),
    to: Math.max(last + hourMs, lastDay + dayMs),
  }
  const rows = own
    ? [
        ...(await readAirHours(parts, station, { from: span.from, to: from })),
        ...own,
        ...(await readAirHours(parts, station, { from: to + hourMs, to: span.to })),
      ]
    : await readAirHours(parts, station, span)
  const track = hourTrackOf(span, rows, station.intervalS)

  const hours: [number, AqiIndex][] = []
  for (let hour = from; hour <= last; hour += hourMs) hours.push([hour, hourlyIndexAt(track, hour)])
  const ofDays = days.map((day): [number, DailyAqi] => [day, dailyAqiAt(track, day)])

  const { series } = parts
  const [hoursBefore, daysBefore] = await Promise.all([
    readPublished(series, 'air_index', station.id, { from, to: last + hourMs }),
    readPublished(series, 'air_index_1d', station.id, { from: firstDay, to: lastDay + dayMs }),
  ])
  const silent = hours.filter(([hour, result]) => !hasSomething(result) && !hoursBefore.has(hour))
  const silentDays = ofDays.filter(([day, result]) => !hasSomething(result) && !daysBefore.has(day))
  const read = await timesWithReadings(series, station.id, [
    ...silent.map(([hour]) => ({ from: hour, to: hour + hourMs })),
    ...silentDays.map(([day]) => ({ from: day, to: day + dayMs })),
  ])
  const ofHours: SeriesPoint[] = []
  for (const [hour, result] of hours)
    if (hasSomething(result) || hoursBefore.has(hour) || read.hours.has(hour))
      ofHours.push(hourIndexPoint(station.id, hour, result))
  const dayPoints: SeriesPoint[] = []
  for (const [day, result] of ofDays)
    if (hasSomething(result) || daysBefore.has(day) || read.days.has(day))
      dayPoints.push(dayIndexPoint(station.id, day, result))
  const points = [...newsOf(ofHours, hoursBefore), ...newsOf(dayPoints, daysBefore)]
  const ofKind = { station: station.id, at: now }
  const changes = await revisionsOf(
    { ...parts, station: station.id, measurement: 'air_index', from },
    {
      changes: changesOf({ ...ofKind, kind: 'vn_aqi_hour' }, hours, hoursBefore),
      ...{ lengthMs: hourMs, reachMs: (nowCastHours - 1) * hourMs },
    },
    {
      changes: changesOf({ ...ofKind, kind: 'vn_aqi_day' }, ofDays, daysBefore),
      ...{ lengthMs: dayMs, reachMs: reachBeforeDay * hourMs },
    },
  )
  const newest = hours.at(-1)
  const result = { points, changes }
  return newest?.[0] === ended ? { ...result, newest: hourIndexState(...newest) } : result
}

/** Starts of the days of Hanoi that the hours weigh in and that have ended. */
function endedDays(from: number, to: number, ended: number): number[] {
  const days: number[] = []
  const lastDay = hanoiDayStart(to + reachBeforeDay * hourMs)
  for (let day = hanoiDayStart(from); day <= lastDay && day + dayMs <= ended + hourMs; day += dayMs)
    days.push(day)
  return days
}

/** Hours and days of which readings are stored, usable or not, between the first and the last of the spans. */
async function timesWithReadings(
  series: SeriesStore,
  station: string,
  spans: readonly { from: number; to: number }[],
): Promise<{ hours: Set<number>; days: Set<number> }> {
  if (spans.length === 0) return { hours: new Set(), days: new Set() }
  const [from, to] = [Math.min(...spans.map((one) => one.from)), Math.max(...spans.map((one) => one.to))]
  const query = { measurement: 'air', tags: { station }, from, to, fields: aqiParameters }
  const times = (await series.readRows(query)).map(({ time }) => time)
  return { hours: new Set(times.map(hourStart)), days: new Set(times.map(hanoiDayStart)) }
}
