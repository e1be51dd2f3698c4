import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { rollingBothWays } from '@city/domain/rain/bothTotals.ts'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { dayMs, hourMs } from '@city/domain/time/hanoiTime.ts'
import { readProfile } from '@city/store/profile/readProfile.ts'
import { openSeries } from '@city/store/series/openSeries.ts'
import { openState } from '@city/store/state/openState.ts'
import { touchedHoursWriter } from '@city/store/state/touchedHours.ts'
import { cityLevel } from '../src/rain/cityLevel.ts'
import { RainBoard } from '../src/rain/rainBoard.ts'
import { readGauges } from '../src/rain/readGauges.ts'
import { cityFigures, presentTotal, totalItem } from '../src/rain/totalsOf.ts'

/* What an answer of /api/v1/rain/totals?window=48h costs: from the board, and from the raw rows each time; both must say the
 * same. Gauges report every `--interval` seconds; at each round new reports are written and some late ones touched.
 *   node server/bench/rainTotals.ts [--gauges 100] [--interval 60] [--rounds 20] [--suspect 0.01]
 *     [--influx http://127.0.0.1:8086]
 * (`--suspect`: share of the values that are suspect; with --influx the database rain_bench is used) */

const { values } = parseArgs({
  options: {
    gauges: { type: 'string', default: '100' },
    interval: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '20' },
    suspect: { type: 'string', default: '0' },
    influx: { type: 'string' },
  },
})
const stepMs = Number(values.interval) * 1000
const dataDir = mkdtempSync(join(tmpdir(), 'rain-bench-'))
const series = await openSeries({ dataDir, influxUrl: values.influx, database: 'rain_bench' })
const state = openState(join(dataDir, 'state.sqlite'))
const { settings } = await readProfile(join(import.meta.dirname, '../../domain/hanoi'))
const gauges = Array.from({ length: Number(values.gauges) }, (_, i): Station => {
  const id = `BENCH-${i}`
  return {
    ...{ id, domain: 'rain', name: { vi: id, en: id }, lat: 21, lon: 105.8, intervalS: stepMs / 1000 },
    ...{ owner: '', kind: '', parameters: ['rain_10m'], positionQuality: '' },
  }
})

const reportOf = (station: string, time: number): SeriesPoint => {
  const mm = Math.random() < 0.7 ? 0 : Math.round(Math.random() * 20) / 10
  const doubt = Math.random() < Number(values.suspect) ? { q_rain_10m: 3 } : {}
  return { measurement: 'rain', tags: { station }, time, fields: { rain_10m: mm, ...doubt } }
}
const started = Math.floor(Date.now() / stepMs) * stepMs
for (const { id } of gauges) {
  const points: SeriesPoint[] = []
  for (let time = started - 2 * dayMs - 2 * hourMs; time <= started; time += stepMs)
    points.push(reportOf(id, time))
  await series.write(points)
}

const board = new RainBoard({ series, state, gauges })
const touch = touchedHoursWriter(state)
const taken = { board: [] as number[], raw: [] as number[], cpuBoard: 0, cpuRaw: 0 }
let first = 0
let differences = 0
let now = started
for (let round = 0; round <= Number(values.rounds); round++) {
  if (round > 0) {
    now += stepMs
    const late = now - Math.floor(Math.random() * 40) * hourMs - 2 * hourMs
    const points = [...gauges.map(({ id }) => reportOf(id, now)), reportOf('BENCH-0', late - (late % stepMs))]
    await series.write(points)
    touch('BENCH-0', late - (late % hourMs), late - (late % hourMs))
  }
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  const present = await board.at(now)
  const items = gauges.map((gauge) => {
    const one = present.get(gauge.id)!
    return totalItem(gauge, one, '48h', presentTotal(one, '48h', now), now)
  })
  JSON.stringify({
    items,
    city: cityFigures(items, '48h', settings),
    level: cityLevel(gauges, present, settings.rain_levels, now),
  })
  if (round === 0) first = performance.now() - began
  else {
    taken.board.push(performance.now() - began)
    taken.cpuBoard += cpuMs(cpu)
  }

  const [rawBegan, rawCpu] = [performance.now(), process.cpuUsage()]
  const raw = await readGauges(series, gauges, { from: now - 49 * hourMs, to: now + 1 })
  const totals = gauges.map(({ id }) => rollingBothWays(raw.get(id)!.rain, now, 48 * hourMs))
  if (round > 0) {
    taken.raw.push(performance.now() - rawBegan)
    taken.cpuRaw += cpuMs(rawCpu)
  }
  totals.forEach(({ total, suspectMm }, i) => {
    const { total_mm, complete, suspect_mm } = items[i]!
    if (total_mm !== total.totalMm || complete !== total.complete || suspect_mm !== suspectMm) differences++
  })
}

const rows = (gauges.length * 2 * dayMs) / stepMs
const rounds = taken.board.length
say(`${series.kind}: ${gauges.length} gauges × 48 h at ${stepMs / 1000} s, ${rows} rows, ${rounds} rounds`)
say(
  `board: first ${first.toFixed(0)} ms, then ${told(taken.board)}, ${(taken.cpuBoard / rounds).toFixed(0)} ms of CPU each`,
)
say(`raw rows each time: ${told(taken.raw)}, ${(taken.cpuRaw / rounds).toFixed(0)} ms of CPU each`)
say(`totals that differ: ${differences}`)
await series.close()
state.close()
rmSync(dataDir, { recursive: true })
process.exit(differences === 0 ? 0 : 1)

function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}
function told(list: readonly number[]): string {
  const sorted = list.toSorted((a, b) => a - b)
  return `median ${sorted[sorted.length >> 1]!.toFixed(0)} ms, longest ${sorted.at(-1)!.toFixed(0)} ms`
}
function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
