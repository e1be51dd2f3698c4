import { freePort } from './freePort.ts'
import { isExecutable, startProcess } from './process.ts'
import type { RunningProcess } from './process.ts'
import type { Service } from './requireServices.ts'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const command = '/usr/sbin/mosquitto'

export const mosquitto: Service = { package: 'mosquitto', isInstalled: () => isExecutable(command) }

export interface MosquittoOptions {
  /** Messages under way to one client; mosquitto's default 20. 0: no limit. */
  maxInflight?: number
  /** Messages kept for a client that is away; mosquitto's default 1,000. 0: no limit. */
  maxQueued?: number
  /** Path of a file made by mosquitto_passwd; without it anybody may connect. */
  passwordFile?: string
  aclFile?: string
  /** Further lines of mosquitto.conf. */
  lines?: readonly string[]
}

export interface Mosquitto {
  readonly url: string
  readonly port: number
  /** The file that it saves sessions and queues in, every second. */
  readonly savedFile: string
  output(): string
  /** Ends it in order, keeping port and data for `restart`. */
  pause(): Promise<void>
  /** kill -9, keeping port and data for `restart`: what was not yet saved is lost with it. */
  kill(): Promise<void>
  /** Starts it again on the same port with the same data, after `pause` or `kill`. */
  restart(): Promise<void>
  /** Ends it in order and removes its data. */
  stop(): Promise<void>
}

/** A real mosquitto in a temporary folder, on a free port, with persistence.
 *  Rejects with its output when the program is missing, refuses its settings or does not listen within 20 s. */
export async function startMosquitto(options: MosquittoOptions = {}): Promise<Mosquitto> {
  if (!mosquitto.isInstalled()) throw new Error(`${command} is missing: apt-get install ${mosquitto.package}`)
  const dir = await mkdtemp(join(tmpdir(), 'mosquitto-'))
  // Started by root, mosquitto becomes the user `mosquitto` and must still be able to save.
  await chmod(dir, 0o777)
  const port = await freePort()
  const config = join(dir, 'mosquitto.conf')
  await writeFile(config, configuration(dir, port, options))
  const start = (): Promise<RunningProcess> =>
    startProcess({ command, args: ['-c', config], isReady: () => isListening(port) })
  let running = await start()
  return {
    url: `mqtt://127.0.0.1:${port}`,
    port,
    savedFile: join(dir, 'mosquitto.db'),
    output: () => running.output(),
    pause: () => running.stop(),
    kill: () => running.kill(),
    async restart() {
      await running.stop()
      running = await start()
    },
    async stop() {
      await running.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

function configuration(dir: string, port: number, options: MosquittoOptions): string {
  const { maxInflight, maxQueued, passwordFile, aclFile, lines = [] } = options
  return [
    `listener ${port} 127.0.0.1`,
    `allow_anonymous ${passwordFile === undefined}`,
    'persistence true',
    `persistence_location ${dir}/`,
    'autosave_interval 1',
    'set_tcp_nodelay true',
    ...(maxInflight === undefined ? [] : [`max_inflight_messages ${maxInflight}`]),
    ...(maxQueued === undefined ? [] : [`max_queued_messages ${maxQueued}`]),
    ...(passwordFile === undefined ? [] : [`password_file ${passwordFile}`]),
    ...(aclFile === undefined ? [] : [`acl_file ${aclFile}`]),
    ...lines,
    '',
  ].join('\n')
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
