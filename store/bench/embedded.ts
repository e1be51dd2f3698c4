import { airReadings, minuteMs, parameters, startMs } from './airReadings.ts'
import { openDuckdb } from './duckdb.ts'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

// node store/bench/embedded.ts [--duckdb]
// What the embedded store does, against the bare parts below it, in the same run: 30 days of minutes of ten air
// stations (432,000 readings of eight parameters), written durably in batches of 1,000, then hourly means of one.
const days = 30
const stations = 10
const runs = 5
const wantedRate = 20_000
const wantedMs = 300

const dir = mkdtempSync(join(tmpdir(), 'bench-embedded-'))
const batches = Array.from({ length: (days * 1440) / 100 }, (_, batch) =>
  Array.from({ length: 100 }, (_, minute) => airReadings(batch * 100 + minute, stations)).flat(),
)
const readings = batches.length * 1000

const append = await rateOf(bareAppend())
const bare = await rateOf(bareSqlite(join(dir, 'bare.sqlite')))
const path = join(dir, 'series.sqlite')
const store = openEmbedded(path)
const ours = await rateOf((batch) => store.write(batch))
const reader = openEmbedded(path, { readOnly: true })
const range = { from: startMs, to: startMs + days * 1440 * minuteMs }
const hourly = { measurement: 'air', ...range, fields: ['pm25'], everyMs: 60 * minuteMs }
const oursMs = await medianMs(async () => (await reader.readWindows(hourly)).length)
const bareMs = await medianMs(bareHourly(path))

console.log(
  `${readings} readings of ${parameters.length} parameters, ${stations} stations, ${days} days of minutes`,
)
console.log(`write  append + fdatasync of the same batches as JSON   ${shown(append)} readings/s`)
console.log(`write  bare node:sqlite, one table, plain insert         ${shown(bare)} readings/s`)
console.log(`write  embedded store                                    ${shown(ours)} readings/s`)
console.log(`ratio  embedded store / bare node:sqlite                 ${(ours / bare).toFixed(2)}`)
console.log(`query  bare GROUP BY over the same file                  ${bareMs.toFixed(0)} ms`)
console.log(`query  embedded store, second connection, flags left out ${oursMs.toFixed(0)} ms`)
console.log(`ratio  embedded store / bare GROUP BY                    ${(oursMs / bareMs).toFixed(2)}`)
console.log(`file   ${(statSync(path).size / 1e6).toFixed(0)} MB`)
await reader.close()
await store.close()
if (process.argv.includes('--duckdb')) await compareDuckdb()
rmSync(dir, { recursive: true })
console.log(
  `wanted ${wantedRate} readings/s and ${wantedMs} ms: ${ours >= wantedRate && oursMs <= wantedMs ? 'reached' : 'missed'}`,
)

async function compareDuckdb(): Promise<void> {
  const duckdb = await openDuckdb(dir)
  const rate = await rateOf(duckdb.write)
  const ms = await medianMs(() => duckdb.hourlyMeans(days))
  console.log(`DuckDB write ${shown(rate)} readings/s (plain append: no merge), query ${ms.toFixed(0)} ms`)
  console.log(
    `ratio  embedded store / DuckDB  write ${(ours / rate).toFixed(2)}, query time ${(oursMs / ms).toFixed(1)}`,
  )
  console.log(`file   ${(statSync(join(dir, 'series.duckdb')).size / 1e6).toFixed(0)} MB`)
}

async function rateOf(write: (batch: readonly SeriesPoint[]) => unknown): Promise<number> {
  const began = performance.now()
  for (const batch of batches) await write(batch)
  return readings / ((performance.now() - began) / 1000)
}

async function medianMs(query: () => Promise<number>): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now()
    const rows = await query()
    times.push(performance.now() - began)
    if (rows !== days * 24 * stations) throw new Error(`${rows} windows instead of ${days * 24 * stations}`)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN
}

function bareAppend(): (batch: readonly SeriesPoint[]) => void {
  const file = openSync(join(dir, 'append.jsonl'), 'a')
  let left = batches.length
  return (batch) => {
    writeSync(file, batch.map((point) => JSON.stringify(point)).join('\n'))
    fdatasyncSync(file)
    left -= 1
    if (left === 0) closeSync(file)
  }
}

function bareSqlite(file: string): (batch: readonly SeriesPoint[]) => void {
  const db = new DatabaseSync(file)
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  const columns = parameters.map((parameter) => `${parameter} REAL`).join(', ')
  db.exec(
    `CREATE TABLE air (station TEXT, time INTEGER, ${columns}, PRIMARY KEY (station, time)) WITHOUT ROWID`,
  )
  const insert = db.prepare(`INSERT INTO air VALUES (?, ?${', ?'.repeat(parameters.length)})`)
  return (batch) => {
    db.exec('BEGIN')
    for (const { tags, time, fields } of batch) {
      insert.run(tags['station'] ?? null, time, ...parameters.map((parameter) => fields[parameter] ?? null))
    }
    db.exec('COMMIT')
  }
}

function bareHourly(file: string): () => Promise<number> {
  const db = new DatabaseSync(file, { readOnly: true })
  const query = db.prepare(
    `SELECT series, time / 3600000, count(pm25), avg(pm25), min(pm25), max(pm25) FROM points_air GROUP BY 1, 2`,
  )
  return async () => query.all().length
}

function shown(rate: number): string {
  return (
    Math.round(rate / 1000)
      .toString()
      .padStart(4) + ',000'
  )
}
