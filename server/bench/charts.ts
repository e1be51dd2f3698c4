import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { putFigures, rollupMeasurement } from '@city/domain/series/rollups.ts'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import { parametersOf } from '@city/domain/station/parameter.ts'
import type { Station } from '@city/domain/station/station.ts'
import { dayMs, hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { aqiParameters } from '@city/domain/air/aqiTable.ts'
import { openSeries } from '@city/store/series/openSeries.ts'
import { openState } from '@city/store/state/openState.ts'
import { saveRollupMark } from '@city/store/state/rollupMarks.ts'
import { readStationIndices } from '../src/air/stationIndices.ts'
import { readChart } from '../src/series/readChart.ts'

/* How long long series take, from the store to the bytes of the answer, without HTTP:
 *   node server/bench/charts.ts [--influx http://127.0.0.1:8086 [--influx-pid $(pidof influxd)]]
 * The database chart_bench is used; with its process id the CPU time of InfluxDB is told too (Linux). Where others work on
 * the machine CPU times say more than times. Baselines of the same run: the stations one after the other, the same read as
 * rows, and the same rows as JSON as they come (InfluxDB 1.x). */

const { values } = parseArgs({ options: { influx: { type: 'string' }, 'influx-pid': { type: 'string' } } })
const dataDir = mkdtempSync(join(tmpdir(), 'chart-bench-'))
const series = await openSeries({ dataDir, influxUrl: values.influx, database: 'chart_bench' })
const state = openState(join(dataDir, 'state.sqlite'))
saveRollupMark(state, 'stored_marked', 1)
const now = hourStart(Date.now())
const year = { from: now - 365 * dayMs, to: now }
const stations = Array.from({ length: 10 }, (_, at): Station => {
  const id = `CHART-${at}`
  const rest = { lat: 21, lon: 105.8, owner: '', kind: '', positionQuality: '', name: { vi: id, en: id } }
  return { id, domain: 'air', intervalS: 300, parameters: [...aqiParameters], ...rest }
})
for (const { id } of stations) {
  const points: SeriesPoint[] = []
  for (let time = year.from; time < now; time += hourMs) {
    const point: SeriesPoint = {
      measurement: rollupMeasurement('air', '1h'),
      tags: { station: id },
      time,
      fields: {},
    }
    for (const parameter of aqiParameters) {
      const mean = (parameter === 'co' ? 6000 : 120) * Math.random()
      const figures = { count: 12, mean, min: 0.8 * mean, max: 1.2 * mean, completeness: 1 }
      putFigures(point.fields, parameter, figures, true)
    }
    points.push(point)
  }
  await series.write(points)
}
const pm25 = parametersOf('air').find(({ id }) => id === 'pm25')!
const station = stations[0]!
const parts = { series, state, station, now }

say(
  `${series.kind}: ${stations.length} stations, a year of rolled up hours of ${aqiParameters.length} parameters`,
)
await timed('a year of hours of 10 stations as chart', () => readChart(series, stations, pm25, '1h', year))
await timed('baseline, the same stations one after the other', async () => {
  const all = []
  for (const one of stations) all.push(await readChart(series, [one], pm25, '1h', year))
  return all
})
await timed('baseline, the same as rows', () =>
  readChart({ readRows: (query) => series.readRows(query) }, stations, pm25, '1h', year),
)
if (series.kind === 'influx1')
  await timed('baseline, the same as JSON, not even parsed', () =>
    Promise.all(stations.map(({ id }) => rawJson(id))),
  )
await timed('VN_AQI of 31 days of hours of a station', () =>
  readStationIndices(parts, 'hour', { from: now - 31 * dayMs, to: now }),
)
await timed('VN_AQI of a year of days of a station', () => readStationIndices(parts, 'day', year))
await series.close()
state.close()
rmSync(dataDir, { recursive: true })

async function rawJson(id: string): Promise<{ length: number }> {
  const rows = `"pm25", "pm25_count" FROM "air_1h" WHERE time >= ${year.from}ms AND time < ${year.to}ms`
  const q = `SELECT ${rows} AND "station" = '${id}' GROUP BY "station"`
  // Without gzip, as the adapter asks.
  const headers = { 'accept-encoding': 'identity' }
  const question = new URLSearchParams({ db: 'chart_bench', epoch: 'ms', q })
  const answer = await fetch(`${values.influx}/query?${question}`, { headers })
  return { length: (await answer.arrayBuffer()).byteLength }
}

/** CPU time of InfluxDB so far, ms; Linux counts in hundredths of a second. */
function influxCpu(): number {
  const pid = values['influx-pid']
  if (!pid) return NaN
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').slice(11, 13)
  return 10 * (Number(user) + Number(system))
}

async function timed(what: string, read: () => Promise<object>): Promise<void> {
  const times: number[] = []
  const cpu = process.cpuUsage()
  const influx = influxCpu()
  let bytes = 0
  for (let run = 0; run < 11; run++) {
    const start = performance.now()
    bytes = JSON.stringify(await read()).length
    times.push(performance.now() - start)
  }
  const { user, system } = process.cpuUsage(cpu)
  const influxEach = (influxCpu() - influx) / times.length
  times.sort((a, b) => a - b)
  say(
    `${what}: ${(bytes / 1024).toFixed(0)} KiB, median ${times[5]!.toFixed(0)} ms, best ${times[0]!.toFixed(0)} ms, ` +
      `own CPU ${((user + system) / 1000 / times.length).toFixed(0)} ms each` +
      (Number.isNaN(influxEach) ? '' : `, InfluxDB's ${influxEach.toFixed(0)} ms`),
  )
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
