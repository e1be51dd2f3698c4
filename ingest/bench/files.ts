import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { decodeStationFile } from '@city/domain/reading/decodeStationFile.ts'
import { readProfile } from '@city/store/profile/readProfile.ts'
import { freePort } from '../../test/services/freePort.ts'
import { startInfluxd } from '../../test/services/influxd.ts'
import { hashPassword } from '../src/files/passwords.ts'
import { ingestFlags } from '../src/nodeFlags.ts'
import { makeFiles, writeBenchProfile, writeFiles } from './filesMade.ts'
import { cpuUsOf, peakRssMb } from './processes.ts'
import { startScript } from './script.ts'
import { table, verdict } from './stats.ts'

/* Files a second that a real ingest program lands, from the first to the last file being durable and gone: the 345,600 files that 20 stations
 * hold after a link was dead for 60 days (one every five minutes, 12 values each), out of the watched folder, over FTP and over SFTP (20
 * connections each). Baseline: the same files read and decoded one after the other by one thread, nothing landed.
 * Usage: node ingest/bench/files.ts [--files 345600] [--way folder|ftp|sftp] [--store embedded|influx] [--rename] */

const { values: given } = parseArgs({
  options: {
    files: { type: 'string', default: '345600' },
    way: { type: 'string' },
    store: { type: 'string', default: 'embedded' },
    rename: { type: 'boolean', default: false },
  },
})
const count = Number(given.files)
/** 345,600 files in 10 minutes. */
const wanted = 345_600 / 600
const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'files-bench-'))
const ways = ['folder', 'ftp', 'sftp'] as const
const cityDir = join(folder, 'city')
writeBenchProfile(join(root, 'domain/hanoi'), cityDir)
const end = Date.now() - 600_000

async function baseline(): Promise<number> {
  const inbox = join(folder, 'baseline')
  writeFiles(inbox, makeFiles(count, end))
  const { stations, stationFiles } = await readProfile(cityDir)
  const context = { stations, ...stationFiles, mappings: undefined, now: Date.now() }
  const began = performance.now()
  let readings = 0
  for (const entry of readdirSync(inbox, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const decoded = decodeStationFile(entry.name, readFileSync(join(entry.parentPath, entry.name)), context)
    readings += decoded.filter(({ reading }) => reading).length
  }
  const seconds = (performance.now() - began) / 1000
  if (readings !== count) throw new Error(`${readings} of ${count} were decoded`)
  rmSync(inbox, { recursive: true })
  return count / seconds
}

interface Measured {
  rate: number
  cpuUs: number
  rssMb: number
}

async function ours(way: (typeof ways)[number]): Promise<Measured> {
  const dataDir = join(folder, way)
  mkdirSync(join(dataDir, 'inbox'), { recursive: true })
  const accounts = join(folder, 'accounts')
  writeFileSync(accounts, `owner:${await hashPassword('password')}\n`)
  const influx = given.store === 'influx' ? await startInfluxd() : undefined
  const [doorPort, ingestPort, mqttPort] = [await freePort(), await freePort(), await freePort()]
  if (way === 'folder') writeFiles(join(dataDir, 'inbox'), makeFiles(count, end))
  const profiling = process.env.PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PROFILE}`] : []
  const began = performance.now()
  const child = spawn(process.execPath, [...ingestFlags, ...profiling, join(root, 'ingest/src/main.ts')], {
    cwd: root,
    env: {
      ...process.env,
      ...{
        DEMO: '0',
        DATA_DIR: dataDir,
        CITY_DIR: cityDir,
        LOG_LEVEL: 'warn',
        INFLUX_URL: influx?.url ?? '',
      },
      ...{ INGEST_PORT: String(ingestPort), MQTT_PORT: String(mqttPort) },
      ...(way !== 'folder' && {
        ...{ FILE_ACCOUNTS: accounts, FILE_HOST: '127.0.0.1' },
        [way === 'ftp' ? 'FTP_PORT' : 'SFTP_PORT']: String(doorPort),
      }),
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  process.once('exit', () => child.kill('SIGKILL'))
  let from = began
  if (way !== 'folder') {
    while (!(await fetch(`http://127.0.0.1:${ingestPort}/readyz`).catch(() => undefined))?.ok) await wait(50)
    from = performance.now()
    const mode = given.rename ? ['rename'] : []
    const script = way === 'ftp' ? 'ftpClient.ts' : 'sftpClient.ts'
    const client = startScript(script, [doorPort, 'owner', 'password', count, end, ...mode])
    const said = await client.said<{ sent: number; seconds: number }>('sent')
    process.stdout.write(`  sent in ${said.seconds.toFixed(1)} s\n`)
  }
  const state = join(dataDir, 'state.sqlite')
  for (let landed = 0; landed < count; landed = landedIn(state)) {
    if (child.exitCode !== null) throw new Error('ingest ended')
    await wait(200)
  }
  const seconds = (performance.now() - from) / 1000
  const measured = { rate: count / seconds, cpuUs: cpuUsOf(child.pid!) / count, rssMb: peakRssMb(child.pid!) }
  const left = readdirSync(join(dataDir, way === 'folder' ? 'inbox' : 'spool'), {
    recursive: true,
    withFileTypes: true,
  })
  await wait(500)
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('exit', resolve))
  await influx?.stop()
  const waiting = left.filter((entry) => entry.isFile()).length
  if (waiting > 2000)
    process.stdout.write(`  ${waiting} files were not removed yet when the last had landed\n`)
  rmSync(dataDir, { recursive: true })
  return measured
}

function landedIn(path: string): number {
  try {
    const db = new DatabaseSync(path, { readOnly: true, timeout: 1000 })
    try {
      const row = db.prepare('SELECT sum(stored) AS stored, sum(received) AS received FROM ledger').get()
      if (Number(row?.received) > count)
        throw new RangeError(`more was received than sent: ${JSON.stringify(row)}`)
      return Number(row?.stored ?? 0)
    } finally {
      db.close()
    }
  } catch (error) {
    if (error instanceof RangeError) throw error
    return 0
  }
}

const bare = await baseline()
const rows = [['', 'files/s', 'ratio', 'us CPU each', 'peak MB']]
const results: string[][] = []
rows.push(['read and decoded, not landed (baseline)', bare.toFixed(0), '1', (1e6 / bare).toFixed(0), '–'])
for (const way of ways) {
  if (given.way !== undefined && given.way !== way) continue
  const { rate, cpuUs, rssMb } = await ours(way)
  rows.push([
    `${way} → ${given.store}`,
    rate.toFixed(0),
    (rate / bare).toFixed(3),
    cpuUs.toFixed(0),
    rssMb.toFixed(0),
  ])
  results.push(verdict(`${way}: files a second`, rate, wanted, 'least'))
}
process.stdout.write(`${count} files of 12 values, 20 stations\n${table(rows)}\n${table(results)}`)
rmSync(folder, { recursive: true })
