import { fileURLToPath } from 'node:url'
import { freePort } from './freePort.ts'
import type { RunningIngest } from './ingest.ts'
import { startProcess } from './process.ts'

const program = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url))
const cityDir = fileURLToPath(new URL('../../domain/hanoi', import.meta.url))
const webDir = fileURLToPath(new URL('../../web/dist', import.meta.url))

export interface RunningServer {
  readonly url: string
  readonly pid: number
  output(): string
  stop(): Promise<void>
}

/** The real server program as a process of its own, on a free port, beside a running ingest. */
export async function startServerProgram(
  ingest: RunningIngest,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const running = await startProcess({
    command: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', program],
    env: {
      HTTP_PORT: String(port),
      INGEST_PORT: String(ingest.httpPort),
      MQTT_PORT: String(ingest.mqttPort),
      DATA_DIR: ingest.dataDir,
      CITY_DIR: cityDir,
      WEB_DIR: webDir,
      DEMO: '0',
      LOG_LEVEL: 'warn',
      ...env,
    },
    isReady: async () => (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(1000) })).ok,
  })
  return { url, pid: running.pid, output: running.output, stop: running.stop }
}
