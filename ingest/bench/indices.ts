import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { aqiParameters } from '@city/domain/air/aqiTable.ts'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { dayMs, hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { openSeries } from '@city/store/series/openSeries.ts'
import { openState } from '@city/store/state/openState.ts'
import { saveRollupMark } from '@city/store/state/rollupMarks.ts'
import { touchRange } from '@city/store/state/touchedHours.ts'
import { noChanges } from '@city/domain/quality/stationLimits.ts'
import { createQuality } from '../src/quality/createQuality.ts'
import { computeMarked } from '../src/rebuild/computeMarked.ts'
import { openThreads } from '../src/rebuild/openThreads.ts'

/* How long rollups and indices of a year take: stations that report six pollutants once an hour.
 *   node ingest/bench/indices.ts [--stations 100] [--days 365][--influx http://127.0.0.1:8086] [--no-quality] [--no-threads]    (the database index_bench is used)
 * Baselines of the same run: one day after the other, as a running ingest settles a backlog of many stations; and what is
 * written alone, without reading or computing. */

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '365' },
    stations: { type: 'string', default: '100' },
    influx: { type: 'string' },
    'no-quality': { type: 'boolean', default: false },
    'no-threads': { type: 'boolean', default: false },
  },
})
const days = Number(values.days)
const dataDir = mkdtempSync(join(tmpdir(), 'index-bench-'))
const seriesSettings = { dataDir, influxUrl: values.influx, database: 'index_bench' }
const series = await openSeries(seriesSettings)
const statePath = join(dataDir, 'state.sqlite')
const db = openState(statePath)
saveRollupMark(db, 'stored_marked', 1)
const end = hourStart(Date.now())
const stations = new Map(
  Array.from({ length: Number(values.stations) }, (_, at): [string, Station] => {
    const id = `BENCH-${at}`
    const rest = { lat: 21, lon: 105.8, owner: '', kind: '', positionQuality: '', name: { vi: id, en: id } }
    return [id, { id, domain: 'air', intervalS: 3600, parameters: [...aqiParameters], ...rest }]
  }),
)

const largest = { pm25: 120, pm10: 200, o3: 180, no2: 150, so2: 60, co: 6000 }
for (const { id } of stations.values()) {
  const points: SeriesPoint[] = []
  for (let time = end - days * dayMs; time < end; time += hourMs) {
    const point: SeriesPoint = { measurement: 'air', tags: { station: id }, time, fields: {} }
    for (const parameter of aqiParameters)
      point.fields[parameter] = Math.round(10 * largest[parameter] * (wave(time) + 0.05 * Math.random())) / 10
    points.push(point)
  }
  await series.write(points)
}
say(
  `${series.kind}: ${stations.size} stations, ${days} days, ${stations.size * days * 24} hourly readings of ${aqiParameters.length} parameters`,
)

const quality = values['no-quality'] ? {} : { quality: noChanges }
const threads = values['no-threads']
  ? []
  : openThreads(stations.size * days, { stations, ...quality, series: seriesSettings, statePath }, series)
let kept: SeriesPoint[] | undefined
const counted = {
  kind: series.kind,
  readRows: series.readRows.bind(series),
  readWindows: series.readWindows.bind(series),
  deleteBefore: series.deleteBefore.bind(series),
  ping: series.ping.bind(series),
  close: series.close.bind(series),
  ...(series.sendLines ? { sendLines: series.sendLines.bind(series) } : {}),
  ...(series.writePacked ? { writePacked: series.writePacked.bind(series) } : {}),
  write: (points: readonly SeriesPoint[]) => {
    kept?.push(...points)
    return series.write(points)
  },
}
const onError = (error: Error): void => say(error.message)
const parts = {
  ...(values['no-quality']
    ? {}
    : { quality: createQuality({ stations, series: counted, db, profile: noChanges }) }),
  stations,
  series: counted,
  db,
  saveLatest: () => undefined,
  publish: () => undefined,
  onError,
}

const few = [...stations.keys()].slice(0, 2)
await measured('baseline, one day after the other', few, 1)
await measured('rebuilt from nothing', [...stations.keys()].slice(2))
await measured('rebuilt again, all is written already', [...stations.keys()])
kept = []
mark(few)
await computeMarked(parts, end)
const points = kept
kept = undefined
const began = performance.now()
for (let at = 0; at < points.length; at += 12_000) await series.write(points.slice(at, at + 12_000))
say(`baseline, the points alone written again: ${rate(points.length, performance.now() - began)} points/s`)
await Promise.all(threads.map((thread) => thread.stop()))
await series.close()
db.close()
rmSync(dataDir, { recursive: true })

function mark(ids: readonly string[]): void {
  for (const id of ids) touchRange(db, id, end - days * dayMs, end)
}

async function measured(what: string, ids: readonly string[], mostDays?: number): Promise<void> {
  mark(ids)
  const cpu = process.cpuUsage()
  const start = performance.now()
  await computeMarked(parts, end, mostDays === undefined ? { threads } : { mostDays })
  const tookMs = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  const stationDays = ids.length * days
  say(
    `${what}: ${stationDays} station-days in ${(tookMs / 1000).toFixed(1)} s, ${rate(stationDays, tookMs)} station-days/s, ` +
      `own CPU ${((user + system) / 1e6).toFixed(1)} s; ` +
      `100 stations × 1 year at this rate: ${((tookMs * 36_500) / stationDays / 1000).toFixed(1)} s`,
  )
}

/** A daily course, so that quality control finds little. */
function wave(time: number): number {
  return 0.5 + 0.2 * Math.sin((time / dayMs) * 2 * Math.PI) + 0.1 * Math.sin(time / dayMs / 3)
}

function rate(count: number, tookMs: number): string {
  return String(Math.round((1000 * count) / tookMs))
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
