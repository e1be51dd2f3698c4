import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const folder = join(import.meta.dirname, '../../mosquitto')

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

/** Replaces what the container's mounts decide, and says so when the configuration no longer names it. */
function replaceEach(text: string, changes: Readonly<Record<string, string>>): string {
  return Object.entries(changes).reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`mosquitto.conf does not say "${from}"`)
    return changed.replaceAll(from, to)
  }, text)
}

/** Resolves once something listens on the port; asks again every 20 ms, for at most 10 s. */
async function portOpens(port: number): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const socket = connect(port, '127.0.0.1')
    const open = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (open) return
    await delay(20)
  }
  throw new Error(`nothing listens on port ${port}`)
}

export interface ComposeBroker {
  url: string
  stop: () => Promise<void>
}

/** A native mosquitto with the configuration, access list and password script of docker-compose.yml; only paths and the port differ.
 *  @param stations lines of the stations file, `id:password`
 *  @throws Error with mosquitto's output when it does not open its port */
export async function startComposeBroker(
  passwords: Readonly<Record<string, string>>,
  stations: readonly string[],
): Promise<ComposeBroker> {
  const scratch = mkdtempSync(join(tmpdir(), 'city-broker-'))
  const port = await freePort()
  const passwordFile = join(scratch, 'passwords')
  const stationsFile = join(scratch, 'stations')
  writeFileSync(stationsFile, ['# stations', '', ...stations].join('\n'))
  const conf = replaceEach(readFileSync(join(folder, 'mosquitto.conf'), 'utf8'), {
    'listener 1883': `listener ${port} 127.0.0.1`,
    'password_file /run/mosquitto/passwords': `password_file ${passwordFile}`,
    'acl_file /mosquitto/config/acl': `acl_file ${join(folder, 'acl')}`,
    '/mosquitto/data/': `${scratch}/`,
  })
  // A broker started by root would change to a user that may not read the scratch folder.
  writeFileSync(join(scratch, 'mosquitto.conf'), `${conf}\nuser root\n`)

  const script = join(folder, 'passwords.sh')
  const child = spawn('sh', [script, 'mosquitto', '-c', join(scratch, 'mosquitto.conf')], {
    env: {
      ...passwords,
      PATH: `${process.env.PATH}:/usr/sbin`,
      PASSWORD_FILE: passwordFile,
      STATIONS_FILE: stationsFile,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<never>((_resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => reject(new Error(`the broker ended with ${code}: ${output}`)))
  })
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill()
      await once(child, 'exit')
    }
    rmSync(scratch, { recursive: true, force: true })
  }
  try {
    await Promise.race([ended, portOpens(port)])
  } catch (cause) {
    await stop()
    throw new Error('mosquitto did not start', { cause })
  }
  ended.catch(() => undefined)
  return { url: `mqtt://127.0.0.1:${port}`, stop }
}
