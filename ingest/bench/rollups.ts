import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parametersOf } from '@city/domain/station/parameter.ts'
import { dayMs, hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import { readProfile } from '@city/store/profile/readProfile.ts'
import { openSeries } from '@city/store/series/openSeries.ts'
import { readRollups } from '@city/store/series/readRollups.ts'
import { openState } from '@city/store/state/openState.ts'
import { countTouchedHours, readTouchedHours } from '@city/store/state/touchedHours.ts'
import { batchesOf } from '../src/rollups/batchesOf.ts'
import { markStored } from '../src/rollups/markStored.ts'
import { settleHours } from '../src/rollups/settleHours.ts'
import { stretchesOf } from '../src/rollups/stretchesOf.ts'

/* How long rollups take: every station of the profile with so many days of readings at its interval.
 *   node ingest/bench/rollups.ts --days 90 [--stations 2] [--influx http://127.0.0.1:8086]      (the database rollup_bench is used) */

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '10' },
    stations: { type: 'string', default: '1000' },
    influx: { type: 'string' },
  },
})
const days = Number(values.days)
const dataDir = mkdtempSync(join(tmpdir(), 'rollup-bench-'))
const series = await openSeries({ dataDir, influxUrl: values.influx, database: 'rollup_bench' })
const db = openState(join(dataDir, 'state.sqlite'))
const profile = await readProfile(join(import.meta.dirname, '../../domain/hanoi'))
const stations = new Map([...profile.stations].slice(0, Number(values.stations)))
const now = hourStart(Date.now())

let readings = 0
for (const { id, domain, intervalS, parameters } of stations.values()) {
  const fields = parameters.length > 0 ? parameters : parametersOf(domain).map((parameter) => parameter.id)
  const points: SeriesPoint[] = []
  for (let time = now - days * dayMs; time < now; time += intervalS * 1000) {
    const point: SeriesPoint = { measurement: domain, tags: { station: id }, time, fields: {} }
    for (const field of fields) point.fields[field] = Math.round(500 * Math.random()) / 10
    if (Math.random() < 0.002) point.fields[`q_${fields[0]}`] = 3
    points.push(point)
  }
  readings += points.length
  await series.write(points)
}
const marked = await markStored(series, db, stations, now)
say(`${stations.size} stations, ${days} days, ${readings} readings, ${marked} station-days`)

const parts = { stations, series, db, saveLatest: () => undefined, publish: () => undefined }
const onError = (error: Error): void => say(error.message)
let longest = 0
let last = performance.now()
const beat = setInterval(() => {
  longest = Math.max(longest, performance.now() - last - 5)
  last = performance.now()
}, 5)
const began = performance.now()
const cpu = process.cpuUsage()
while (countTouchedHours(db, { from: 0, to: now }) > 0) {
  const rows = readTouchedHours(db, now, 256)
  for (const batch of batchesOf(stretchesOf(rows, 4))) await settleHours({ ...parts, onError }, batch, now)
}
const seconds = (performance.now() - began) / 1000
const { user, system } = process.cpuUsage(cpu)
clearInterval(beat)
say(
  `rollups and indices: ${seconds.toFixed(1)} s, ${Math.round(marked / seconds)} station-days/s, own CPU ` +
    `${((user + system) / 1e6).toFixed(1)} s, event loop held at most ${longest.toFixed(0)} ms`,
)

const [station] = [...stations.values()].filter(({ domain }) => domain === 'air')
const span = { from: now - days * dayMs, to: now }
const one = { domain: 'air', station: station!.id, step: '1h', parameters: ['pm25'], ...span } as const
await timed('hours of one parameter from rollups', () => readRollups(series, one))
await timed('the same from raw readings', () =>
  series.readWindows({
    measurement: 'air',
    tags: { station: station!.id },
    ...span,
    fields: ['pm25'],
    everyMs: hourMs,
  }),
)
await series.close()
db.close()
rmSync(dataDir, { recursive: true })

async function timed(what: string, read: () => Promise<readonly unknown[]>): Promise<void> {
  const times: number[] = []
  let rows = 0
  for (let run = 0; run < 5; run++) {
    const start = performance.now()
    rows = (await read()).length
    times.push(performance.now() - start)
  }
  say(`${what}: ${rows} windows, median ${times.toSorted((a, b) => a - b)[2]!.toFixed(1)} ms`)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
