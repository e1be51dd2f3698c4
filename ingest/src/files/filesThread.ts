import { mkdirSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { createSecureContext } from 'node:tls'
import { parentPort, workerData } from 'node:worker_threads'
import { openAccounts, type Account, type Accounts } from './accounts.ts'
import { createDoorGuard } from './doorGuard.ts'
import { createFeeder, type Tree } from './feeder.ts'
import type { FileBatch, FromThread, ToThread } from './fileMessages.ts'
import type { FileSettings } from './fileSettings.ts'
import { createPasswordCheck } from './passwords.ts'
import { createShelf } from './shelf.ts'
import { sweep } from './sweep.ts'

/* The thread of files: its disk may be slow and its clients many, nothing else waits for them. It reads what waits and takes what
 * comes by FTP and SFTP; decoding and landing are the main thread's. */

const { dataDir, files: settings } = workerData as { dataDir: string; files: FileSettings }
const port = parentPort!
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
const tell = (message: FromThread): void => port.postMessage(message)
const now = Date.now
const inbox = join(dataDir, 'inbox')
const spool = join(dataDir, 'spool')
const shelves = join(dataDir, 'files')
const hourMs = 3_600_000

let accounts: Accounts | undefined
/** A fault that stays is told once a minute. */
const toldAt = new Map<string, number>()
function warn(error: unknown, text = 'cannot work on station files'): void {
  const said = error instanceof Error ? error.message : String(error)
  const key = `${text} ${(error as NodeJS.ErrnoException).code ?? said}`
  if (now() - (toldAt.get(key) ?? 0) < 60_000) return
  if (toldAt.size > 1000) toldAt.clear()
  toldAt.set(key, now())
  tell({ log: 'warn', details: { error: said }, text })
}

const trees: Tree[] = [
  {
    folder: inbox,
    skip: join(inbox, 'rejected'),
    refuse: join(inbox, 'rejected'),
    isOurs: false,
    describe: (path) => ({ source: 'folder', name: basename(path), stations: undefined }),
  },
  {
    folder: spool,
    isOurs: true,
    describe(path) {
      const [door = '', account = ''] = relative(spool, path).split(sep)
      const name = basename(path)
      const stations = accounts?.all().get(account)?.stations
      return { source: `${door}:${account}`, name: name.slice(name.indexOf('~') + 1), stations }
    },
  },
]
for (const { folder, refuse } of trees) mkdirSync(refuse ?? folder, { recursive: true })

const feeder = createFeeder({
  trees,
  now,
  send: (batch: FileBatch) => port.postMessage(batch, [batch.bytes.buffer]),
  onFault: (error) => warn(error),
})

async function openDoors() {
  if (settings.accountsPath === undefined) return []
  const held = openAccounts(settings.accountsPath, (message) =>
    warn(message, 'the accounts of station files have a fault'),
  )
  if (held.all().size === 0) {
    tell({
      log: 'info',
      details: { path: settings.accountsPath },
      text: 'no account for station files: FTP and SFTP stay shut',
    })
    return []
  }
  accounts = held
  const guard = createDoorGuard(held, createPasswordCheck(now), now)
  const shelfOf = (door: 'ftp' | 'sftp') => (account: Account) =>
    createShelf({
      folder: join(shelves, account.name),
      spool: join(spool, door, account.name),
      keepDays: settings.keepDays,
      onFile: feeder.announce,
      now,
    })
  const { host, tls } = settings
  // Loaded where they are wanted: the thread of a folder alone stays small.
  const ftp =
    settings.ftpPort === undefined
      ? undefined
      : await (
          await import('../sources/ftp/ftpServer.ts')
        ).startFtpServer(host, settings.ftpPort, {
          guard,
          openShelf: shelfOf('ftp'),
          tls: tls && createSecureContext({ cert: tls.cert, key: tls.key, minVersion: 'TLSv1.2' }),
          requiresTls: settings.requiresTls,
          passiveHost: settings.passiveHost,
          passivePorts: settings.passivePorts,
          now,
        })
  const sftp = settings.sftpPort === undefined ? undefined : await openSftp(settings.sftpPort)
  async function openSftp(sftpPort: number) {
    const { fingerprintOf, readHostKey } = await import('../sources/sftp/hostKey.ts')
    const { startSftpServer } = await import('../sources/sftp/sftpServer.ts')
    const hostKey = readHostKey(join(dataDir, 'sftp-host-key'))
    const door = await startSftpServer(host, sftpPort, { hostKey, guard, openShelf: shelfOf('sftp'), now })
    return { ...door, key: fingerprintOf(hostKey) }
  }
  if (ftp && !tls)
    tell({
      log: 'warn',
      details: { port: ftp.port },
      text: 'FTP without a certificate: passwords travel in the clear',
    })
  if (sftp) tell({ log: 'info', details: { port: sftp.port, key: sftp.key }, text: 'SFTP is open' })
  if (ftp) tell({ log: 'info', details: { port: ftp.port, tls: tls !== undefined }, text: 'FTP is open' })
  tell({ ready: { ftp: ftp?.port, sftp: sftp?.port } })
  return [ftp, sftp].filter((door) => door !== undefined)
}

function sweepNow(): void {
  mkdirSync(shelves, { recursive: true })
  sweep(shelves, settings.keepDays, now()).catch((error: unknown) => warn(error))
}

try {
  const doors = await openDoors()
  if (accounts === undefined) tell({ ready: { ftp: undefined, sftp: undefined } })
  const sweeping = accounts && setInterval(sweepNow, hourMs)
  if (accounts) sweepNow()
  const running = feeder.run()
  port.on('message', (message: ToThread) => {
    if (!('stop' in message)) return void feeder.decided(message)
    clearInterval(sweeping)
    feeder.stop()
    void Promise.all([running, ...doors.map((door) => door.close())]).then(() => tell({ stopped: true }))
  })
} catch (error) {
  tell({ fault: error instanceof Error ? error.message : String(error) })
}
