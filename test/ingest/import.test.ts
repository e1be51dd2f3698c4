import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { flagField } from '@city/domain/series/measurements.ts'
import { parametersOf } from '@city/domain/station/parameter.ts'
import { readProfile } from '@city/store/profile/readProfile.ts'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { openSeries } from '@city/store/series/openSeries.ts'
import { seriesCsv } from '../../server/src/series/seriesCsv.ts'
import { eventually } from '../services/eventually.ts'
import { influxd, startInfluxd, type Influxd } from '../services/influxd.ts'
import { producerKey, startIngestProgram } from '../services/ingest.ts'
import { describeWith } from '../services/requireServices.ts'

/* npm run import as a person runs it: the real program, killed and stopped, into a real InfluxDB and the embedded store. */

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'ingest/src/import/main.ts')
const start = Date.parse('2026-03-01T00:00:00Z')
const parameters = parametersOf('air').map(({ id }) => id)
let folder: string
let dataDir: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'))
  dataDir = join(folder, 'data')
  const made = folder
  onTestFinished(() => rmSync(made, { recursive: true }))
})

/** Starts the import. `output` grows while it runs, `ended` gives its exit code or signal. */
function startImport(args: readonly string[], env: Record<string, string> = {}, input?: Buffer) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
    cwd: root,
    env: { ...process.env, DEMO: '0', DATA_DIR: dataDir, INFLUX_URL: '', ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (output += part.toString()))
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown')),
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  return { output: () => output, ended, kill: (signal: NodeJS.Signals) => child.kill(signal) }
}

async function runImport(args: readonly string[], env?: Record<string, string>, input?: Buffer) {
  const running = startImport(args, env, input)
  return { code: await running.ended, output: running.output() }
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** A wide file: rows of four stations in order of time, one a minute. */
function wideCsv(rows: number, valueOf = (row: number) => (row % 400) / 4): string {
  const lines = ['time,station,pm25,pm10']
  for (let row = 0; row < rows; row++) {
    const time = new Date(start + Math.floor(row / 4) * 60_000).toISOString()
    lines.push(`${time},AQ-0${(row % 4) + 1},${valueOf(row)},${row % 100}`)
  }
  return `${lines.join('\n')}\n`
}

function query(sql: string): Record<string, unknown>[] {
  const db = new DatabaseSync(join(dataDir, 'state.sqlite'), { readOnly: true, timeout: 5000 })
  try {
    return db.prepare(sql).all()
  } finally {
    db.close()
  }
}
const ledger = () =>
  query(
    `SELECT sum(received) AS received, sum(stored) AS stored, sum(duplicate) AS duplicate, sum(rejected) AS rejected,
       sum(waiting) AS waiting FROM ledger WHERE source LIKE 'import:%'`,
  )[0]
const position = () => Number(query('SELECT position FROM import_file')[0]?.position ?? 0)

async function countRows(influxUrl?: string): Promise<number> {
  const series = await openSeries({ dataDir, influxUrl, database: 'city' }, { readOnly: true })
  const all = { measurement: 'air', from: start, to: start + 400 * 86_400_000, fields: ['pm25', 'pm10'] }
  const rows = await series.readRows(all)
  await series.close()
  return rows.filter(({ fields }) => fields.pm25 !== undefined && fields.pm10 !== undefined).length
}

/** Kills the import each time it has booked more, then lets it end. */
async function importThroughKills(
  path: string,
  kills: number,
  env: Record<string, string> = {},
): Promise<void> {
  for (let kill = 0; kill < kills; kill++) {
    const running = startImport([path], env)
    const before = kill === 0 ? 0 : position()
    const begun = await eventually(() => position() > before, { withinMs: 30_000, everyMs: 1 }).then(
      () => true,
      () => false,
    )
    running.kill('SIGKILL')
    expect(await running.ended, begun ? '' : running.output()).toBe('SIGKILL')
  }
  const { code, output } = await runImport([path], env)
  expect(code, output).toBe(0)
  expect(output).toContain('goes on after')
}

describeWith(influxd)('into InfluxDB', () => {
  let influx: Influxd
  let env: Record<string, string>
  beforeAll(async () => void (influx = await startInfluxd()))
  afterAll(() => influx.stop())
  beforeEach(async () => {
    env = { INFLUX_URL: influx.url }
    await fetch(`${influx.url}/query?q=DROP%20DATABASE%20city`, { method: 'POST' })
  })

  test('three kills in the middle lose nothing and count nothing twice; the same again is all duplicates', async () => {
    const rows = 240_000
    const path = file('march.csv', wideCsv(rows))
    await importThroughKills(path, 3, env)
    expect(ledger()).toEqual({ received: rows, stored: rows, duplicate: 0, rejected: 0, waiting: 0 })
    expect(await countRows(influx.url)).toBe(rows)
    expect(query('SELECT * FROM import_intent')).toEqual([])
    expect((await runImport([path], env)).output).toContain('has been imported already')
    expect((await runImport(['--again', path], env)).code).toBe(0)
    expect(ledger()).toEqual({ received: 2 * rows, stored: rows, duplicate: rows, rejected: 0, waiting: 0 })
  }, 120_000)

  test('stopped in order it leaves no intent; what comes meanwhile is compared when it goes on', async () => {
    const rows = 200_000
    const path = file('stopped.csv', wideCsv(rows))
    const running = startImport([path], env)
    await eventually(() => position() > 0, { withinMs: 60_000, everyMs: 1 })
    running.kill('SIGINT')
    expect(await running.ended).toBe(130)
    expect(query('SELECT * FROM import_intent')).toEqual([])
    const { received } = ledger() as { received: number }
    expect(received).toBeLessThan(rows)
    const last = wideCsv(rows).trimEnd().split('\n').at(-1)!
    await runImport([file('meanwhile.csv', `time,station,pm25,pm10\n${last}\n`)], env)
    const { code, output } = await runImport([path], env)
    expect(code, output).toBe(0)
    expect(ledger()).toMatchObject({ received: rows + 1, stored: rows, duplicate: 1, rejected: 0 })
    expect(await countRows(influx.url)).toBe(rows)
  }, 120_000)

  test('what a file brought beside a running ingest is a duplicate when it comes live as well', async () => {
    const ingest = await startIngestProgram(env)
    onTestFinished(() => ingest.stop())
    dataDir = ingest.dataDir
    const send = async (row: string) => {
      const [ts, station, pm25, pm10] = row.split(',')
      const body = JSON.stringify({ station, ts, values: { pm25: Number(pm25), pm10: Number(pm10) } })
      const headers = { 'content-type': 'application/json', 'x-api-key': producerKey }
      return (await fetch(`${ingest.httpUrl}/api/v1/readings`, { method: 'POST', headers, body })).json()
    }
    const rows = wideCsv(4000).trimEnd().split('\n')
    expect(await send(rows[1]!)).toMatchObject({ stored: 1 })
    const { code, output } = await runImport([file('beside.csv', wideCsv(4000))], env)
    expect(code, output).toBe(0)
    expect(await send(rows.at(-4)!)).toMatchObject({ stored: 0, duplicate: 1 })
    expect(ledger()).toMatchObject({ received: 4000, stored: 3999, duplicate: 1 })
  }, 60_000)

  test('InfluxDB killed under way: the import says that it waits, goes on and loses nothing', async () => {
    const rows = 200_000
    const running = startImport([file('away.csv', wideCsv(rows))], env)
    await eventually(() => position() > 0, { withinMs: 30_000, everyMs: 2 })
    await influx.kill()
    await eventually(() => running.output().includes('waiting for the store'), { withinMs: 30_000 })
    await influx.restart()
    expect(await running.ended, running.output()).toBe(0)
    expect(running.output()).toContain('the store is back')
    expect(ledger()).toEqual({ received: rows, stored: rows, duplicate: 0, rejected: 0, waiting: 0 })
    expect(await countRows(influx.url)).toBe(rows)
  }, 120_000)

  test('a correction is stored with its revision, its neighbours are duplicates', async () => {
    const rows = 4000
    await runImport([file('a.csv', wideCsv(rows))], env)
    const path = file(
      'b.csv',
      wideCsv(rows, (row) => (row === 1234 ? 99 : (row % 400) / 4)),
    )
    const { output } = await runImport([path], env)
    expect(output).toContain('4,000 received = 1 stored + 3,999 duplicate + 0 rejected')
    expect(query('SELECT station, parameter, old_value, new_value, source FROM revision')).toEqual([
      { station: 'AQ-03', parameter: 'pm25', old_value: 8.5, new_value: 99, source: 'import:b.csv' },
    ])
  })

  test('line protocol packed by gzip', async () => {
    const lines = Array.from(
      { length: 5000 },
      (_, i) => `air,station=AQ-01 pm25=${i % 50},pm10=7i ${start + i * 1000}000000`,
    )
    const { code, output } = await runImport([file('dump.lp.gz', gzipSync(lines.join('\n')))], env)
    expect([code, output]).toEqual([0, expect.stringContaining('5,000 received = 5,000 stored')])
    expect(await countRows(influx.url)).toBe(5000)
  })
})

test('the embedded store: two kills in the middle lose nothing and count nothing twice', async () => {
  const rows = 200_000
  await importThroughKills(file('march.csv', wideCsv(rows)), 2)
  expect(ledger()).toEqual({ received: rows, stored: rows, duplicate: 0, rejected: 0, waiting: 0 })
  expect(await countRows()).toBe(rows)
}, 120_000)

test('our own export, imported elsewhere, gives the same series bit for bit', async () => {
  const first = openEmbedded(join(folder, 'series.sqlite'))
  const fields = parameters.flatMap((id) => [id, flagField(id)])
  const question = {
    measurement: 'air',
    tags: { station: 'AQ-01' },
    from: start,
    to: start + 86_400_000,
    fields,
  }
  await first.write(
    Array.from({ length: 500 }, (_, i) => ({
      measurement: 'air',
      tags: { station: 'AQ-01' },
      time: start + i * 60_000,
      // 0.1 + 0.2 has 17 digits; 750 lies between the limits of suspect and fail; 4 is a station in calibration.
      fields: {
        ...(i % 3 === 0 ? { pm25: (0.1 + 0.2) * i } : { pm25: 750 - i / 7, q_pm25: 3 }),
        ...(i % 5 === 0 ? {} : { co: 1e-7 * i, q_co: 4 }),
        nox: i / 3,
        q_nox: 2,
      },
    })),
  )
  const rows = await first.readRows(question)
  await first.close()
  const { stations } = await readProfile(join(root, 'domain/hanoi'))
  const station = stations.get('AQ-01')!
  const text = seriesCsv(
    {
      station: station.id,
      every: 'raw',
      parameters: parametersOf('air').map(({ id, unit }) => ({ id, unit })),
      points: rows.map((row) => ({
        time: new Date(row.time).toISOString(),
        values: Object.fromEntries(
          parameters.filter((id) => id in row.fields).map((id) => [id, Number(row.fields[id])]),
        ),
        flags: Object.fromEntries(
          parameters
            .filter((id) => flagField(id) in row.fields)
            .map((id) => [id, Number(row.fields[flagField(id)])]),
        ),
      })),
    } as unknown as Parameters<typeof seriesCsv>[0],
    station,
    'Hà Nội',
  )
  const { code, output } = await runImport([file('readings.csv', text)])
  expect([code, output]).toEqual([0, expect.stringContaining('500 received = 500 stored')])
  const second = openEmbedded(join(dataDir, 'series.sqlite'), { readOnly: true })
  expect(await second.readRows(question)).toEqual(rows)
  await second.close()
})

test('a folder of station files, a file with rejected rows, standard input: each under its own source', async () => {
  const line = (minute: string) => `PM10\t98.30\tug/m3\t202603010${minute}00\t00\n`
  const inbox = join(folder, 'thang-3')
  mkdirSync(inbox)
  for (const minute of ['735', '740', '745'])
    writeFileSync(join(inbox, `HN_CCMT_KHITY3_202603010${minute}00.txt`), line(minute))
  const bad = file(
    'bad.csv',
    'time,station,pm25\n2026-03-01T00:00:00Z,AQ-77,1\n2026-03-01T00:00:00Z,AQ-01,2\n',
  )
  const input = Buffer.from('time,station,pm25\r\n2026-03-01T00:00:00Z,AQ-02,5\r\n')
  const { code, output } = await runImport([inbox, bad, '-'], {}, input)
  expect(code, output).toBe(0)
  expect(query('SELECT source, station, stored, rejected FROM ledger ORDER BY source, station')).toEqual([
    { source: 'import:bad.csv', station: '?', stored: 0, rejected: 1 },
    { source: 'import:bad.csv', station: 'AQ-01', stored: 1, rejected: 0 },
    { source: 'import:stdin', station: 'AQ-02', stored: 1, rejected: 0 },
    { source: 'import:thang-3/', station: 'AQ-01', stored: 3, rejected: 0 },
  ])
  expect(query('SELECT source, reason, station FROM dead_letter')).toEqual([
    { source: 'import:bad.csv', reason: 'unknown_station', station: 'AQ-77' },
  ])
})

const wholeGzip = gzipSync(wideCsv(2000))
test.each([
  ['UTF-16', Buffer.from('\uFEFFtime,station,pm25\n', 'utf16le'), 'it is UTF-16'],
  ['binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1, 10, 0]), 'it is no text file'],
  ['empty', Buffer.alloc(0), 'it is empty'],
  ['a column that stands twice', Buffer.from('time,station,pm25,PM25\n'), 'the column "pm25" stands twice'],
  ['a strange column', Buffer.from('time,station,kryptonite\n'), 'the column "kryptonite" is no parameter'],
  ['no time', Buffer.from('date;pm25\n'), 'no column is called time'],
  ['no offset', Buffer.from('time,station,pm25\n2026-03-01 07:00:00,AQ-01,1\n'), '--tz +07:00'],
  ['a cut gzip file', wholeGzip.subarray(0, wholeGzip.length / 2), 'cannot be read'],
])('%s is said in one sentence, exit code 1', async (_, content, said) => {
  const { code, output } = await runImport([file('x.csv', content)])
  expect(output).toContain(said)
  expect(code).toBe(1)
})

test('a line of 40 MB without an end is one rejected row, what follows is taken', async () => {
  const input = Buffer.concat([
    Buffer.from('time,station,pm25\n2026-03-01T00:00:00Z,AQ-01,1\n'),
    Buffer.alloc(40_000_000, 'x'),
    Buffer.from('\n2026-03-01T00:01:00Z,AQ-01,2\n2026-03-01T00:02:'),
  ])
  const { code, output } = await runImport(['-'], {}, input)
  expect(output).toContain('4 received = 2 stored + 0 duplicate + 2 rejected')
  expect(output).toContain('its last line has no line end')
  expect(code).toBe(0)
})

test('it waits for the journal of ingest, says so, and stops in order', async () => {
  await runImport([file('a.csv', wideCsv(4))])
  const db = new DatabaseSync(join(dataDir, 'state.sqlite'))
  db.exec(
    `INSERT INTO journal (at, kind, source, hour, readings, stations, body) VALUES (1, 'lines', 'mqtt', 0, 7, '[]', x'00')`,
  )
  db.close()
  const running = startImport([file('b.csv', wideCsv(8))])
  await eventually(() => running.output().includes('waiting: 7 readings'))
  const second = await runImport([join(folder, 'a.csv')])
  expect([second.code, second.output]).toEqual([2, expect.stringContaining('another import is running')])
  running.kill('SIGINT')
  expect(await running.ended).toBe(130)
  expect(running.output()).toContain('the same command goes on from here')
  expect(ledger()).toMatchObject({ received: 4 })
})
