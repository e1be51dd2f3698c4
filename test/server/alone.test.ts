import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readiness } from '@city/domain/api/service.ts'
import { eventually } from '../services/eventually.ts'
import { freePort } from '../services/freePort.ts'
import { startProcess } from '../services/process.ts'

const program = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url))
const cityDir = fileURLToPath(new URL('../../domain/hanoi', import.meta.url))
let dataDir: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'server-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

async function startAlone(env: Record<string, string>) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const running = await startProcess({
    command: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', program],
    env: { HTTP_PORT: String(port), DATA_DIR: dataDir, CITY_DIR: cityDir, ...env },
    isReady: async () => (await fetch(`${url}/livez`)).ok,
  })
  return { ...running, url }
}

const nowhere = { MQTT_URL: 'mqtt://127.0.0.1:1', INGEST_URL: 'http://127.0.0.1:1' }

it.each([
  ['the embedded store', {}],
  ['InfluxDB', { INFLUX_URL: 'http://127.0.0.1:1' }],
])('starts before %s, the broker and ingest are there, names each, and stops in order', async (_, env) => {
  const server = await startAlone({ ...nowhere, ...env })
  await eventually(async () => {
    const { status, dependencies } = readiness.parse(await (await fetch(`${server.url}/readyz`)).json())
    const away = dependencies.filter(({ state }) => state === 'away').map(({ name }) => name)
    return status === 'not_ready' && away.join() === 'series,broker,ingest'
  })
  expect((await fetch(`${server.url}/api/v1/stations.geojson`)).status).toBe(200)
  const readings = await fetch(`${server.url}/api/v1/stations/AQ-01/readings`)
  expect([readings.status, readings.headers.get('retry-after')]).toEqual([503, '5'])
  await server.stop()
  expect(await server.ended).toBe(0)
})

it.each([
  [{ HTTP_PORT: 'eighty', DEMO: 'perhaps', PUBLIC_ORIGINS: 'portal' }, /DEMO[^]*HTTP_PORT[^]*PUBLIC_ORIGINS/],
  [{ INFLUX_URL: 'http://127.0.0.1:1', INFLUX_VERSION: '2' }, /INFLUX_TOKEN/],
])('refuses to start with wrong settings and names them: %j', async (env, faults) => {
  const all = { ...process.env, ...nowhere, DATA_DIR: dataDir, CITY_DIR: cityDir, ...env }
  const child = spawn(process.execPath, [program], {
    env: all,
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 20_000,
  })
  let said = ''
  child.stderr.on('data', (part: Buffer) => (said += part.toString()))
  const code = await new Promise((resolve) => child.once('close', resolve))
  expect(code).toBe(2)
  expect(said).toMatch(faults)
})
