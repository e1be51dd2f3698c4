import { freePort } from './freePort.ts'
import { isExecutable, startProcess } from './process.ts'
import type { RunningProcess } from './process.ts'
import type { Service } from './requireServices.ts'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const command = '/usr/bin/influxd'

export const influxd: Service = { package: 'influxdb', isInstalled: () => isExecutable(command) }

export interface Influxd {
  readonly url: string
  readonly port: number
  /** Of the process that runs now. */
  readonly pid: number
  /** Ends it in order and removes its data. */
  stop(): Promise<void>
  /** kill -9; the data stays for `restart`. */
  kill(): Promise<void>
  /** Starts it again on the same port with the same data, after `kill` or while it runs. */
  restart(): Promise<void>
}

/** A real InfluxDB 1.6 of Debian in a temporary folder, on free ports, ready to answer.
 *  @param auth asks for user and password; the first user must then be created over /query
 *  Rejects when the program is missing or does not answer within 20 s. */
export async function startInfluxd({ auth = false }: { auth?: boolean } = {}): Promise<Influxd> {
  if (!influxd.isInstalled()) throw new Error(`${command} is missing: apt-get install ${influxd.package}`)
  const dir = await mkdtemp(join(tmpdir(), 'influxd-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const config = join(dir, 'influxdb.conf')
  await writeFile(config, configuration(dir, port, await freePort(), auth))
  const start = (): Promise<RunningProcess> =>
    startProcess({
      command,
      args: ['-config', config],
      isReady: async () =>
        (await fetch(`${url}/ping`, { signal: AbortSignal.timeout(1_000) })).status === 204,
    })
  let running = await start()
  return {
    url,
    port,
    get pid() {
      return running.pid
    },
    async stop() {
      await running.stop()
      await rm(dir, { recursive: true, force: true })
    },
    kill: () => running.kill(),
    async restart() {
      await running.stop()
      running = await start()
    },
  }
}

function configuration(dir: string, port: number, backupPort: number, auth: boolean): string {
  return `reporting-disabled = true
bind-address = "127.0.0.1:${backupPort}"
[meta]
  dir = "${dir}/meta"
[data]
  dir = "${dir}/data"
  wal-dir = "${dir}/wal"
  query-log-enabled = false
[monitor]
  store-enabled = false
[http]
  bind-address = "127.0.0.1:${port}"
  auth-enabled = ${auth}
  log-enabled = false
`
}
