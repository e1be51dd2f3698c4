import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startInfluxd } from '../../test/services/influxd.ts'

/* Readings a second from a CSV file (6 values each, 28 stations) into a real InfluxDB by the import program, started as a
 * user starts it and measured from start to end, against a bare keep-alive client that posts the same readings, as line
 * protocol made beforehand, in batches of 5,000 lines (baseline): same InfluxDB, same run.
 * Usage: node ingest/bench/import.ts [readings = 1000000] [rounds = 5] [embedded] */

const readings = Number(process.argv[2] ?? 1_000_000)
const rounds = Number(process.argv[3] ?? 5)
const embedded = process.argv[4] === 'embedded'
const batchLines = 5000
const stations = 28
const parameters = ['pm25', 'pm10', 'no2', 'so2', 'o3', 'co'] as const

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'import-bench-'))
const influx = await startInfluxd()

/** Months before now, so that no reading lies in the future; each round has a stretch of its own. */
const startOf = (round: number) => {
  const minute = 60_000
  return Math.floor(Date.now() / minute) * minute - (round + 1) * Math.ceil(readings / stations + 1) * minute
}

function* rows(round: number): Generator<{ time: number; station: string; values: number[] }> {
  const start = startOf(round)
  for (let i = 0; i < readings; i++) {
    const wave = i % 97
    const values = [20 + wave / 4, 40 + wave / 2, 30 + wave / 8, 8 + wave / 16, 60 - wave / 4, 700 + wave]
    const station = `AQ-${String((i % stations) + 1).padStart(2, '0')}`
    yield { time: start + Math.floor(i / stations) * 60_000, station, values }
  }
}

async function csvFile(round: number): Promise<string> {
  const path = join(folder, `readings-${round}.csv`)
  const out = createWriteStream(path)
  let text = `time,station,${parameters.join(',')}\n`
  for (const { time, station, values } of rows(round)) {
    const local = new Date(time + 7 * 3_600_000).toISOString().slice(0, 19)
    text += `${local}+07:00,${station},${values.join(',')}\n`
    if (text.length < 1_000_000) continue
    if (!out.write(text)) await once(out, 'drain')
    text = ''
  }
  out.end(text)
  await once(out, 'close')
  return path
}

/** Bodies made beforehand: only the posting is measured. */
async function bare(round: number): Promise<number> {
  const bodies: string[] = []
  let body = ''
  let lines = 0
  for (const { time, station, values } of rows(round)) {
    body += `air,station=${station} ${parameters.map((name, i) => `${name}=${values[i]}`).join(',')} ${time}\n`
    if (++lines % batchLines > 0 && lines < readings) continue
    bodies.push(body)
    body = ''
  }
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  await fetch(`${influx.url}/query?q=CREATE%20DATABASE%20bare`, { method: 'POST' })
  const began = performance.now()
  for (const one of bodies)
    await new Promise<void>((resolve, reject) => {
      const outgoing = request(
        `${influx.url}/write?db=bare&precision=ms`,
        { agent, method: 'POST' },
        (answer) => {
          answer.resume()
          answer.on('end', () =>
            answer.statusCode === 204 ? resolve() : reject(new Error(`${answer.statusCode}`)),
          )
        },
      )
      outgoing.on('error', reject)
      outgoing.end(one)
    })
  agent.destroy()
  return readings / ((performance.now() - began) / 1000)
}

async function ours(round: number): Promise<{ rate: number; cpuUs: number }> {
  const path = await csvFile(round)
  const dataDir = join(folder, `data-${round}`)
  const program = join(root, 'ingest/src/import/main.ts')
  const began = performance.now()
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...profiling(), program, path],
    {
      cwd: root,
      env: { ...process.env, DEMO: '0', DATA_DIR: dataDir, ...(embedded ? {} : { INFLUX_URL: influx.url }) },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let cpuS = 0
  const looking = setInterval(() => void (cpuS = cpuSecondsOf(child.pid) ?? cpuS), 50)
  let output = ''
  child.stdout.on('data', (part: Buffer) => (output += part.toString()))
  const [code] = (await once(child, 'close')) as [number]
  const seconds = (performance.now() - began) / 1000
  if (code !== 0 || !output.includes(`= ${readings.toLocaleString('en')} stored`)) throw new Error(output)
  await rm(path)
  await rm(dataDir, { recursive: true })
  clearInterval(looking)
  return { rate: readings / seconds, cpuUs: (cpuS / readings) * 1e6 }
}

/** CPU seconds that a process has used, all its threads; undefined when it has ended (proc(5), in ticks of 10 ms). */
function cpuSecondsOf(pid: number | undefined): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return undefined
  }
}

const profiling = () => (process.env.PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PROFILE}`] : [])
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!
const spread = (values: number[]) => `${Math.round(Math.min(...values))}–${Math.round(Math.max(...values))}`
const results = {
  bare: [] as number[],
  ours: [] as number[],
  cpu: [] as number[],
  serverBare: [] as number[],
  serverOurs: [] as number[],
}
/** CPU that InfluxDB uses meanwhile, µs a reading. */
async function withServer<Result>(to: number[], work: Promise<Result>): Promise<Result> {
  const before = cpuSecondsOf(influx.pid) ?? 0
  const result = await work
  to.push((((cpuSecondsOf(influx.pid) ?? 0) - before) / readings) * 1e6)
  return result
}
for (let round = 0; round < rounds; round++) {
  results.bare.push(await withServer(results.serverBare, bare(round)))
  const { rate, cpuUs } = await withServer(results.serverOurs, ours(round))
  results.ours.push(rate)
  results.cpu.push(cpuUs)
}
process.stdout
  .write(`${readings} readings of 6 values, ${rounds} rounds, CSV -> ${embedded ? 'embedded store' : 'InfluxDB'}
bare client, 5,000 lines a post (baseline)   ${Math.round(median(results.bare))}/s   (${spread(results.bare)}), InfluxDB ${median(results.serverBare).toFixed(1)} us CPU each
import, from start to end                    ${Math.round(median(results.ours))}/s   (${spread(results.ours)}), ${median(results.cpu).toFixed(1)} us CPU each, InfluxDB ${median(results.serverOurs).toFixed(1)}
ratio                                        ${(median(results.ours) / median(results.bare)).toFixed(2)}
`)
await influx.stop()
await rm(folder, { recursive: true })
