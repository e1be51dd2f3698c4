import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../services/freePort.ts'
import { startProcess } from '../services/process.ts'

const folder = join(import.meta.dirname, '../../mosquitto')

export interface ComposeBroker {
  url: string
  stop: () => Promise<void>
}

/** A native mosquitto with the configuration, access list and password script of docker-compose.yml; only paths and the port differ.
 *  @param stations lines of the stations file, `id:password`
 *  @throws Error with the output of script and broker when it does not open its port */
export async function startComposeBroker(
  passwords: Readonly<Record<string, string>>,
  stations: readonly string[],
): Promise<ComposeBroker> {
  const scratch = await mkdtemp(join(tmpdir(), 'city-broker-'))
  const port = await freePort()
  const file = (name: string) => join(scratch, name)
  await writeFile(file('stations'), ['# stations', '', ...stations].join('\n'))
  const conf = replaceEach(await readFile(join(folder, 'mosquitto.conf'), 'utf8'), {
    'listener 1883': `listener ${port} 127.0.0.1`,
    '/run/mosquitto/passwords': file('passwords'),
    '/mosquitto/config/acl': join(folder, 'acl'),
    '/mosquitto/data/': `${scratch}/`,
  })
  // A broker started by root would change to a user that may not read the scratch folder.
  await writeFile(file('mosquitto.conf'), `${conf}\nuser root\n`)
  const removeScratch = () => rm(scratch, { recursive: true, force: true })
  try {
    const broker = await startProcess({
      command: '/bin/sh',
      args: [join(folder, 'passwords.sh'), '/usr/sbin/mosquitto', '-c', file('mosquitto.conf')],
      env: { ...passwords, PASSWORD_FILE: file('passwords'), STATIONS_FILE: file('stations') },
      isReady: () => isListening(port),
    })
    return { url: `mqtt://127.0.0.1:${port}`, stop: () => broker.stop().then(removeScratch) }
  } catch (error) {
    await removeScratch()
    throw error
  }
}

/** Replaces what the container's mounts decide; throws when the configuration no longer names it. */
function replaceEach(text: string, changes: Readonly<Record<string, string>>): string {
  return Object.entries(changes).reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`mosquitto.conf does not say "${from}"`)
    return changed.replaceAll(from, to)
  }, text)
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
