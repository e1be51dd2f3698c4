import { aqiParameters } from '@city/domain/air/aqiTable.ts'
import { hourlyAqi, type HourlyAqi } from '@city/domain/air/hourlyAqi.ts'
import { hourlyMeansFor, type HourStats } from '@city/domain/air/hourlyMeans.ts'
import type { IndexState } from '@city/domain/api/schemas.ts'
import type { SeriesPoint, SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import { readRollups } from '@city/store/series/readRollups.ts'

/** Hours whose readings weigh in a NowCast, its own among them. */
const reachHours = 12

export interface ComputedIndex {
  /** To be written to `air_index`. */
  points: SeriesPoint[]
  /** The index of the hour that ended last, null-valued when it has none; undefined when the hours do not reach it. */
  newest?: IndexState
}

/** Computes the VN_AQI of every hour that readings of the hours `from` to `to` (starts, inclusive) weigh in, as far as
 *  it has ended. An hour without an index says so (`valid` = 0) when readings of it
 *  are stored or an index was written before; what never was known has no point.
 *  @param ended start of the hour that ended last
 *  @param rawFrom raw readings before this moment may have been removed: hours before it are known by their rollups
 *  @throws StoreAway, StoreRefused */
export async function computeHours(
  series: SeriesStore,
  { id: station, intervalS }: Station,
  { from, to }: { from: number; to: number },
  ended: number,
  rawFrom = -Infinity,
): Promise<ComputedIndex> {
  const last = Math.min(to + (reachHours - 1) * hourMs, ended)
  const span = { from: from - (reachHours - 1) * hourMs, to: last + hourMs }
  const byHour = new Map((await readHours(series, station, span, rawFrom)).map((row) => [row.time, row]))
  const results: { hour: number; result: HourlyAqi }[] = []
  for (let hour = from; hour <= last; hour += hourMs) {
    const near = Array.from({ length: reachHours }, (_, age) => byHour.get(hour - age * hourMs))
    const known = near.filter((row) => row !== undefined)
    results.push({ hour, result: hourlyAqi(hourlyMeansFor(hour, known, intervalS)) })
  }
  const without = results.filter(({ result }) => result.aqi === null).map(({ hour }) => hour)
  const spoken = await hoursWithSomething(series, station, without)
  const points = results
    .filter(({ hour, result }) => hasSomething(result) || spoken.has(hour))
    .map(({ hour, result }) => indexPoint(station, hour, result))
  const newest = results.at(-1)
  return newest?.hour === ended ? { points, newest: indexState(newest.hour, newest.result) } : { points }
}

async function readHours(
  series: SeriesStore,
  station: string,
  { from, to }: { from: number; to: number },
  rawFrom: number,
): Promise<HourStats[]> {
  const rolled =
    from < rawFrom
      ? await readRollups(series, {
          ...{ domain: 'air', station, step: '1h', parameters: aqiParameters },
          ...{ from, to: Math.min(to, rawFrom) },
        })
      : []
  const raw = await series.readWindows({
    ...{ measurement: 'air', tags: { station }, fields: aqiParameters, everyMs: hourMs },
    ...{ from: Math.max(from, rawFrom), to },
  })
  return [...rolled, ...raw]
}

/** Of `hours` (in order of time) those with a stored reading, usable or not, or with an index written before. */
async function hoursWithSomething(series: SeriesStore, station: string, hours: readonly number[]) {
  const first = hours[0]
  const last = hours.at(-1)
  if (first === undefined || last === undefined) return new Set<number>()
  const span = { tags: { station }, from: first, to: last + hourMs }
  const rows = [
    ...(await series.readRows({ measurement: 'air', ...span, fields: aqiParameters })),
    ...(await series.readRows({ measurement: 'air_index', ...span, fields: ['method'] })),
  ]
  return new Set(rows.map(({ time }) => time - (time % hourMs)))
}

function hasSomething({ aqi, subIndices }: HourlyAqi): boolean {
  return aqi !== null || Object.keys(subIndices).length > 0
}

function indexPoint(station: string, hour: number, result: HourlyAqi): SeriesPoint {
  const fields: SeriesPoint['fields'] = {
    method: result.method,
    valid: result.aqi === null ? 0 : 1,
    subs: Object.keys(result.subIndices).join(','),
  }
  if (result.aqi !== null) fields.value = result.aqi
  if (result.main !== null) fields.main = result.main
  for (const [parameter, value] of Object.entries(result.subIndices)) fields[`sub_${parameter}`] = value
  return { measurement: 'air_index', tags: { station }, time: hour, fields }
}

function indexState(hour: number, result: HourlyAqi): IndexState {
  return {
    kind: 'vn_aqi_hour',
    time: new Date(hour).toISOString(),
    value: result.aqi,
    band: result.band,
    main: result.main,
    sub_indices: { ...result.subIndices },
    method: result.method,
  }
}
