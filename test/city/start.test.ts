import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readLatest } from '@city/store/state/latest.ts'
import { openState } from '@city/store/state/openState.ts'
import { eventually } from '../services/eventually.ts'
import { freePort } from '../services/freePort.ts'

/* `npm start` as a new user does it: everything embedded, the simulated city, Ctrl-C, again. */

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'start.ts')
let dataDir: string
let ports: { http: number; ingest: number; mqtt: number; cameras: number }
let running: ChildProcess | undefined
let output = ''

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'start-'))
  ports = {
    http: await freePort(),
    ingest: await freePort(),
    mqtt: await freePort(),
    cameras: await freePort(),
  }
})
afterEach(async () => {
  running?.kill('SIGKILL')
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 })
})

function start(more: Record<string, string> = {}, command = [process.execPath, program]): void {
  output = ''
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    HTTP_PORT: String(ports.http),
    INGEST_PORT: String(ports.ingest),
    MQTT_PORT: String(ports.mqtt),
    DEMO_CAMERA_PORT: String(ports.cameras),
    ...more,
  }
  const child = spawn(command[0]!, command.slice(1), { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (output += part.toString()))
  running = child
}

async function stop(): Promise<number | null> {
  const ended = once(running!, 'exit')
  running!.kill('SIGINT')
  const [code] = await ended
  return code as number | null
}

interface Collection {
  features: { properties: { id: string; freshness: string; latest: { time: string } | null } }[]
}
const url = (path: string) => `http://127.0.0.1:${ports.http}${path}`
async function stations(): Promise<Collection['features']> {
  const answer = await fetch(url('/api/v1/stations.geojson'))
  return ((await answer.json()) as Collection).features
}

test('the first page is ready within 30 s, the city lives, Ctrl-C ends it in order, a restart keeps everything', async () => {
  start()
  await eventually(async () => (await fetch(url('/'))).ok, { withinMs: 30_000, what: 'the first page' })
  await eventually(
    async () => {
      const fresh = (await stations()).filter(({ properties }) => properties.freshness === 'fresh')
      expect(fresh.length).toBeGreaterThan(140)
    },
    { withinMs: 40_000 },
  )
  const city = (await (await fetch(url('/api/v1/city'))).json()) as { demo: boolean }
  expect(city.demo).toBe(true)
  expect(output).toContain(`${ports.http}/wall`)
  expect(await stop()).toBe(0)
  expect(output).toContain('everything received is kept')

  const kept = () => {
    const db = openState(join(dataDir, 'state.sqlite'))
    const latest = readLatest(db)
    db.close()
    return latest
  }
  const before = kept()
  expect(before.size).toBeGreaterThan(140)

  start({ DEMO: '0' })
  expect((await once(running!, 'exit'))[0]).toBe(2)
  expect(output).toMatch(/holds simulated data and DEMO is off/)

  start()
  await eventually(async () => (await fetch(url('/readyz'))).ok, { withinMs: 30_000 })
  const now = new Map(
    (await stations()).map(({ properties }) => [properties.id, properties.latest?.time ?? '']),
  )
  for (const [station, { time }] of before) expect(Date.parse(now.get(station)!)).toBeGreaterThanOrEqual(time)
  expect(await stop()).toBe(0)
}, 150_000)

const answers = (port: number, path: string) => async () =>
  (await fetch(`http://127.0.0.1:${port}${path}`)).ok
test.each([
  ['with the first line', () => output !== ''],
  ['when ingest is up', () => answers(ports.ingest, '/livez')()],
  ['when the page is up', () => answers(ports.http, '/livez')()],
  [
    'while the history arrives',
    async () => (await stations()).some(({ properties }) => properties.latest !== null),
  ],
] as const)(
  'Ctrl-C %s ends everything in order, though connections that say nothing are open',
  async (_when, isThen) => {
    start()
    await eventually(isThen, { withinMs: 40_000 }).catch((error: unknown) => {
      throw new Error(output, { cause: error })
    })
    const open = [ports.http, ports.ingest, ports.mqtt].map((port) =>
      connect(port, '127.0.0.1').on('error', () => undefined),
    )
    expect(await stop()).toBe(0)
    for (const socket of open) socket.destroy()
  },
)

test('a signal to npm ends everything in order', async () => {
  start({}, ['npm', 'start'])
  await eventually(answers(ports.http, '/livez'), { withinMs: 40_000 })
  running!.kill('SIGTERM')
  await eventually(() => output.includes('everything received is kept'), { withinMs: 15_000, what: output })
  for (const port of [ports.http, ports.ingest, ports.mqtt])
    await expect(answers(port, '/livez')()).rejects.toThrow('fetch failed')
})

test('a port that was asked for and is taken ends the start with a sentence', async () => {
  const taken = createServer().listen(ports.ingest, '127.0.0.1')
  await once(taken, 'listening')
  start()
  expect((await once(running!, 'exit'))[0]).toBe(2)
  expect(output).toMatch(/address already in use .*INGEST_PORT/)
  taken.close()
})

test('bad settings end the start with every fault named', async () => {
  start({ INFLUX_VERSION: '7', MQTT_URL: 'not an address' })
  const [code] = await once(running!, 'exit')
  expect(code).toBe(2)
  expect(output).toMatch(/INFLUX_VERSION: must be 1 or 2/)
  expect(output).toMatch(/MQTT_URL: must be an address/)
})
