import { freePort } from './freePort.ts'
import { isExecutable, startProcess } from './process.ts'
import type { Service } from './requireServices.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const command = '/usr/bin/victoria-metrics'

export const victoriaMetrics: Service = {
  package: 'victoria-metrics',
  isInstalled: () => isExecutable(command),
}

/** Numbers of one series as /api/v1/export gives them; `metric.__name__` is measurement_field. */
export interface ExportedSeries {
  metric: Record<string, string>
  values: number[]
  /** ms since 1970 */
  timestamps: number[]
}

export interface VictoriaMetrics {
  readonly url: string
  readonly port: number
  /** Every stored number of the series that match, such as `{__name__=~"air_.*"}`. */
  readAll(match: string): Promise<ExportedSeries[]>
  stop(): Promise<void>
}

/** A real VictoriaMetrics in a temporary folder: it takes InfluxDB 2.x writes on /api/v2/write, numbers only.
 *  Rejects when the program is missing or does not answer within 20 s. */
export async function startVictoriaMetrics(): Promise<VictoriaMetrics> {
  if (!victoriaMetrics.isInstalled())
    throw new Error(`${command} is missing: apt-get install ${victoriaMetrics.package}`)
  const dir = await mkdtemp(join(tmpdir(), 'victoria-metrics-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const running = await startProcess({
    command,
    args: [
      `-httpListenAddr=127.0.0.1:${port}`,
      `-storageDataPath=${dir}`,
      '-retentionPeriod=100y',
      '-memory.allowedBytes=128MB',
    ],
    isReady: async () => (await fetch(`${url}/health`, { signal: AbortSignal.timeout(1_000) })).ok,
  })
  return {
    url,
    port,
    async readAll(match) {
      // What was just written becomes visible to readers only after a flush.
      await fetch(`${url}/internal/force_flush`)
      const answer = await fetch(`${url}/api/v1/export?start=0&match[]=${encodeURIComponent(match)}`)
      const lines = (await answer.text()).split('\n').filter((line) => line !== '')
      return lines.map((line) => JSON.parse(line) as ExportedSeries)
    },
    async stop() {
      await running.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
