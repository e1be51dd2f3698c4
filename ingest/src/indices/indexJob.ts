import { hourlyAqi, type HourlyAqi } from '@city/domain/air/hourlyAqi.ts'
import { hourlyMeansFor, type HourStats } from '@city/domain/air/hourlyMeans.ts'
import { aqiParameters } from '@city/domain/air/aqiTable.ts'
import type { IndexState } from '@city/domain/api/schemas.ts'
import type { IndexUpdate } from '@city/domain/live/events.ts'
import type { Reading } from '@city/domain/reading/reading.ts'
import type { SeriesPoint, SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'

export interface IndexParts {
  stations: ReadonlyMap<string, Station>
  series: SeriesStore
  /** Keeps the newest index of a station, durable when it returns. */
  saveLatest: (station: string, index: IndexState) => void
  publish: (updates: IndexUpdate[]) => void
  onError: (error: Error) => void
  now: () => number
  /** Touched stations wait this long, so that a burst is computed once; default 2 s of the 5 s an index may take. */
  settleMs?: number
}

/** Hours whose readings still weigh in a NowCast. */
const reachHours = 12
/** After the turn of the hour its last readings are under way for a moment. */
const hourTurnMs = 30_000

/** Computes the hourly VN_AQI of every hour that a stored reading touches (its own and the 11 after it), writes it to
 *  `air_index` and publishes the newest. An hour is computed once it has ended; late readings compute it again. */
export function createIndexJob(parts: IndexParts) {
  const touched = new Map<string, { from: number; to: number }>()
  let timer: NodeJS.Timeout | undefined
  let hourTimer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let stopped = false
  const { settleMs = 2000 } = parts

  function touch(station: string, hour: number): void {
    const range = touched.get(station)
    touched.set(
      station,
      range ? { from: Math.min(range.from, hour), to: Math.max(range.to, hour) } : { from: hour, to: hour },
    )
  }

  function schedule(): void {
    if (stopped) return
    timer ??= setTimeout(() => {
      timer = undefined
      running = running.then(computeTouched)
    }, settleMs)
  }

  async function computeTouched(): Promise<void> {
    const work = [...touched]
    touched.clear()
    for (const [station, { from, to }] of work) {
      if (stopped) return
      try {
        await compute(parts, station, from, to)
      } catch (error) {
        touch(station, from)
        touch(station, to)
        parts.onError(error instanceof Error ? error : new Error(String(error)))
      }
    }
    if (touched.size > 0) schedule()
  }

  function onHourTurn(): void {
    const ended = hourStart(parts.now()) - hourMs
    for (const { id, domain } of parts.stations.values()) if (domain === 'air') touch(id, ended)
    schedule()
    hourTimer = setTimeout(onHourTurn, hourStart(parts.now()) + hourMs + hourTurnMs - parts.now())
  }

  return {
    start: onHourTurn,
    onStored(readings: readonly Reading[]): void {
      let any = false
      const currentHour = hourStart(parts.now())
      for (const { domain, station, time } of readings) {
        if (domain !== 'air' || time >= currentHour) continue
        touch(station, hourStart(time))
        any = true
      }
      if (any) schedule()
    },
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      clearTimeout(hourTimer)
      await running
    },
  }
}

async function compute(parts: IndexParts, station: string, from: number, to: number): Promise<void> {
  const intervalS = parts.stations.get(station)?.intervalS
  if (intervalS === undefined) return
  const last = Math.min(to + (reachHours - 1) * hourMs, hourStart(parts.now()) - hourMs)
  const windows = await parts.series.readWindows({
    measurement: 'air',
    tags: { station },
    from: from - (reachHours - 1) * hourMs,
    to: last + hourMs,
    fields: aqiParameters,
    everyMs: hourMs,
  })
  const rows: HourStats[] = windows
  const points: SeriesPoint[] = []
  let newest: { hour: number; result: HourlyAqi } | undefined
  const known = new Map(rows.map((row) => [row.time, row]))
  for (let hour = from; hour <= last; hour += hourMs) {
    const near = Array.from({ length: reachHours }, (_, age) => known.get(hour - age * hourMs)).filter(
      (row) => row !== undefined,
    )
    if (near.length === 0) continue
    const result = hourlyAqi(hourlyMeansFor(hour, near, intervalS))
    const point = indexPoint(station, hour, result)
    if (point) points.push(point)
    newest = { hour, result }
  }
  if (points.length > 0) await parts.series.write(points)
  // Only a recent hour may stand on a screen as the present index.
  if (newest && newest.hour >= hourStart(parts.now()) - 2 * hourMs) {
    const index = indexState(newest.hour, newest.result)
    parts.saveLatest(station, index)
    parts.publish([{ station, index }])
  }
}

function indexPoint(station: string, hour: number, result: HourlyAqi): SeriesPoint | undefined {
  const fields: Record<string, number | string> = { method: result.method }
  if (result.aqi !== null) fields.value = result.aqi
  if (result.main !== null) fields.main = result.main
  for (const [parameter, value] of Object.entries(result.subIndices)) fields[`sub_${parameter}`] = value
  if (Object.keys(fields).length === 1) return undefined
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
