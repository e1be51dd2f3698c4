import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventually } from '../services/eventually.ts'
import { freePort } from '../services/freePort.ts'

/* `npm start` as a new user does it: everything embedded, the simulated city, Ctrl-C, again. */

const program = fileURLToPath(new URL('../../start.ts', import.meta.url))
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

function start(more: Record<string, string> = {}): void {
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
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] })
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
  features: { properties: { freshness: string; latest: { time: string } | null } }[]
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

  start({ DEMO: '0' })
  await eventually(async () => (await fetch(url('/readyz'))).ok, { withinMs: 30_000 })
  const kept = (await stations()).filter(({ properties }) => properties.latest !== null)
  expect(kept.length).toBeGreaterThan(140)
  expect(await stop()).toBe(0)
}, 150_000)

test.each([500, 1500, 3000, 6000])(
  'Ctrl-C after %i ms ends everything within 10 s with code 0, though connections that say nothing are open',
  async (afterMs) => {
    start()
    const begun = Date.now()
    await eventually(() => Date.now() - begun >= afterMs && output !== '', { withinMs: 20_000 })
    const open = [ports.http, ports.ingest, ports.mqtt].map((port) =>
      connect(port, '127.0.0.1').on('error', () => undefined),
    )
    const asked = Date.now()
    expect(await stop()).toBe(0)
    expect(Date.now() - asked).toBeLessThan(10_000)
    for (const socket of open) socket.destroy()
  },
)

test('bad settings end the start with every fault named', async () => {
  start({ INFLUX_VERSION: '7', MQTT_URL: 'not an address' })
  const [code] = await once(running!, 'exit')
  expect(code).toBe(2)
  expect(output).toMatch(/INFLUX_VERSION: must be 1 or 2/)
  expect(output).toMatch(/MQTT_URL: must be an address/)
})
