import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ingestEnv, ingestFlags } from '@city/ingest/nodeFlags.ts'
import { freePort } from './freePort.ts'
import { startProcess } from './process.ts'

const program = fileURLToPath(new URL('../../ingest/src/main.ts', import.meta.url))
const cityDir = fileURLToPath(new URL('../../domain/hanoi', import.meta.url))

export const producerKey = 'key-of-the-tests'

export interface RunningIngest {
  readonly httpUrl: string
  readonly mqttPort: number
  readonly httpPort: number
  readonly mqttUrl: string
  readonly dataDir: string
  readonly pid: number
  output(): string
  /** kill -9; data stay for `restart`. */
  kill(): Promise<void>
  restart(): Promise<void>
  /** Ends it in order and removes its data. */
  stop(): Promise<void>
}

/** The real ingest program as a process of its own, on free ports with a fresh DATA_DIR, without demo.
 *  @param env settings on top, e.g. INFLUX_URL, MQTT_URL, CITY_DIR */
export async function startIngestProgram(env: Readonly<Record<string, string>> = {}): Promise<RunningIngest> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ingest-'))
  const [httpPort, mqttPort] = [await freePort(), await freePort()]
  const httpUrl = `http://127.0.0.1:${httpPort}`
  const start = () =>
    startProcess({
      command: process.execPath,
      args: [...ingestFlags, program],
      env: {
        ...ingestEnv,
        INGEST_PORT: String(httpPort),
        MQTT_PORT: String(mqttPort),
        DATA_DIR: dataDir,
        CITY_DIR: cityDir,
        DEMO: '0',
        INGEST_KEYS: producerKey,
        LOG_LEVEL: 'warn',
        ...env,
      },
      isReady: async () => (await fetch(`${httpUrl}/readyz`, { signal: AbortSignal.timeout(1000) })).ok,
    })
  let running = await start()
  return {
    httpUrl,
    httpPort,
    mqttPort,
    mqttUrl: `mqtt://127.0.0.1:${mqttPort}`,
    dataDir,
    get pid() {
      return running.pid
    },
    output: () => running.output(),
    kill: () => running.kill(),
    async restart() {
      await running.stop()
      running = await start()
    },
    async stop() {
      await running.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
