import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { FloodRisk } from '@city/domain/api/flood.ts'
import { defaultDepthClasses, floodHiddenMs } from '@city/domain/flood/depthClass.ts'
import { floodedSince } from '@city/domain/flood/floodState.ts'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { openSeries } from '@city/store/series/openSeries.ts'
import { openState } from '@city/store/state/openState.ts'
import { touchedHoursWriter } from '@city/store/state/touchedHours.ts'
import { BoardPoint } from '../src/flood/boardPoint.ts'
import { FloodBoard, longestFloodMs } from '../src/flood/floodBoard.ts'
import { floodItem } from '../src/flood/floodItem.ts'
import { readDepths } from '../src/flood/readDepths.ts'

/* What the depths of an answer of /api/v1/flood cost: from the board, and from the raw rows each time (six hours of all
 * points, three days of those that have been flooded for longer); both must say the same. Points report every `--interval`
 * seconds, `--flooded` of them stand under water for more than six hours; at each round new reports are written and some
 * late ones touched.
 *   node server/bench/flood.ts [--points 100] [--flooded 20] [--interval 60] [--rounds 20] [--influx http://127.0.0.1:8086]
 * (with --influx the database flood_bench is used) */

const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '100' },
    flooded: { type: 'string', default: '20' },
    interval: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '20' },
    influx: { type: 'string' },
  },
})
const stepMs = Number(values.interval) * 1000
const dataDir = mkdtempSync(join(tmpdir(), 'flood-bench-'))
const series = await openSeries({ dataDir, influxUrl: values.influx, database: 'flood_bench' })
const state = openState(join(dataDir, 'state.sqlite'))
const table = defaultDepthClasses
const points = Array.from({ length: Number(values.points) }, (_, i): Station => {
  const id = `BENCH-${i}`
  return {
    ...{ id, domain: 'flood', name: { vi: id, en: id }, lat: 21, lon: 105.8, intervalS: stepMs / 1000 },
    ...{ owner: '', kind: '', parameters: ['depth_cm'], positionQuality: '' },
  }
})
const started = Math.floor(Date.now() / stepMs) * stepMs
const floodedFrom = started - 9 * hourMs
const reportOf = (i: number, time: number): SeriesPoint => {
  const isFlooded = i < Number(values.flooded) ? time >= floodedFrom : Math.random() < 0.1
  const depth_cm = isFlooded ? 20 + Math.round(Math.random() * 100) / 10 : 0
  return { measurement: 'flood', tags: { station: points[i]!.id }, time, fields: { depth_cm } }
}
for (const i of points.keys()) {
  const reports: SeriesPoint[] = []
  for (let time = started - 74 * hourMs; time <= started; time += stepMs) reports.push(reportOf(i, time))
  await series.write(reports)
}

const risk: FloodRisk = {
  ...{ level: 'unknown', unconfirmed: false, confirmed_level: 'unknown', reason: { vi: '', en: '' } },
  ...{ gauges: [], trigger: { mm: 50, window_min: 120, source: 'default' } },
}
const board = new FloodBoard({ series, state, points })
const touch = touchedHoursWriter(state)
const taken = { board: [] as number[], raw: [] as number[], cpuBoard: 0, cpuRaw: 0 }
let [first, differences, now] = [0, 0, started]
for (let round = 0; round <= Number(values.rounds); round++) {
  if (round > 0) {
    now += stepMs
    const late = now - (2 + Math.floor(Math.random() * 40)) * hourMs
    const last = points.length - 1
    await series.write([...points.map((_, i) => reportOf(i, now)), reportOf(last, late - (late % stepMs))])
    touch(points[last]!.id, hourStart(late), hourStart(late))
  }
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  const answer = told(await board.at(now))
  if (round === 0) first = performance.now() - began
  else {
    taken.board.push(performance.now() - began)
    taken.cpuBoard += cpuMs(cpu)
  }
  const [rawBegan, rawCpu] = [performance.now(), process.cpuUsage()]
  const raw = told(await readRaw())
  if (round > 0) {
    taken.raw.push(performance.now() - rawBegan)
    taken.cpuRaw += cpuMs(rawCpu)
  }
  if (answer !== raw) differences++
}
const rounds = taken.board.length
say(`${series.kind}: ${points.length} points at ${stepMs / 1000} s, ${values.flooded} flooded for 9 h`)
say(`board: first ${first.toFixed(0)} ms, then ${spread(taken.board)}, ${each(taken.cpuBoard)} of CPU each`)
say(`raw rows each time: ${spread(taken.raw)}, ${each(taken.cpuRaw)} of CPU each`)
say(`answers that differ: ${differences}`)
await series.close()
state.close()
rmSync(dataDir, { recursive: true })
process.exit(differences === 0 ? 0 : 1)

function told(known: ReadonlyMap<string, BoardPoint>): string {
  const items = points.map((station) =>
    floodItem(station, known.get(station.id)!, { table, risk, newestAt: now, now }),
  )
  return JSON.stringify(items)
}

async function readRaw(): Promise<ReadonlyMap<string, BoardPoint>> {
  const from = now - floodHiddenMs
  const near = await readDepths(series, { from, to: now + 1 })
  const known = new Map<string, BoardPoint>()
  await Promise.all(
    points.map(async ({ id }) => {
      let depths = near.get(id) ?? []
      const span = { from: now - longestFloodMs, to: now + 1, station: id }
      if (floodedSince(depths, table) === depths[0]?.time && depths.length > 0)
        depths = (await readDepths(series, span)).get(id) ?? []
      const point = new BoardPoint()
      point.replace(hourStart(span.from), hourStart(now) + hourMs, depths)
      known.set(id, point)
    }),
  )
  return known
}

function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}
function each(ms: number): string {
  return `${(ms / rounds).toFixed(0)} ms`
}
function spread(list: readonly number[]): string {
  const sorted = list.toSorted((a, b) => a - b)
  return `median ${sorted[sorted.length >> 1]!.toFixed(0)} ms, longest ${sorted.at(-1)!.toFixed(0)} ms`
}
function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
