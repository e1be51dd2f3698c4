import { createServer, type Socket } from 'node:net'
import type { Account } from '../../files/accounts.ts'
import { triesPerConnection, type DoorGuard } from '../../files/doorGuard.ts'
import type { Shelf } from '../../files/shelf.ts'
import { plainAddress } from '../ftp/dataChannel.ts'
import { serveFiles } from './serveFiles.ts'
import { createSsh, type AuthContext, type Connection } from './ssh.ts'

/** Time to log in, and without a byte, ms. */
const limits = { logInMs: 30_000, idleMs: 600_000 }

export interface SftpParts {
  hostKey: string
  guard: DoorGuard
  openShelf: (account: Account) => Shelf
  now: () => number
}

/** Listens for SFTP clients: SSH with a password, and nothing but the subsystem sftp. @throws Error when the port is taken */
export async function startSftpServer(host: string, port: number, parts: SftpParts) {
  const clients = new Set<Socket>()
  /** The connection of a socket is made while `injectSocket` runs. */
  let arriving: Socket | undefined
  const ssh = createSsh(parts.hostKey, 60_000, (connection) => serve(connection, arriving!, parts))
  const listener = createServer((socket) => {
    const leave = parts.guard.enter(plainAddress(socket.remoteAddress))
    socket.on('error', () => socket.destroy())
    if (!leave) return void socket.destroy()
    clients.add(socket)
    socket.once('close', () => {
      clients.delete(socket)
      leave()
    })
    socket.setNoDelay(true)
    socket.setTimeout(limits.idleMs, () => socket.destroy())
    arriving = socket
    ssh.injectSocket(socket)
  })
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject)
    listener.listen(port, host, () => {
      listener.off('error', reject)
      resolve()
    })
  })
  const address = listener.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    /** Takes nobody new and ends every connection; an upload that is not whole was never there. */
    close(): Promise<void> {
      for (const socket of clients) socket.destroy()
      return new Promise((resolve) => listener.close(() => resolve()))
    },
  }
}

function serve(connection: Connection, socket: Socket, { guard, openShelf, now }: SftpParts): void {
  const client = plainAddress(socket.remoteAddress)
  let tries = 0
  let entered: { account: Account; leave: () => void } | undefined
  const tooLate = setTimeout(() => {
    if (!entered) socket.destroy()
  }, limits.logInMs)
  socket.once('close', () => {
    clearTimeout(tooLate)
    entered?.leave()
  })

  async function logIn(context: AuthContext): Promise<void> {
    if (context.method !== 'password') return context.reject(['password'])
    const entry = await guard.logIn(client, context.username, context.password)
    if (entry !== undefined && entry !== 'too many') {
      if (socket.destroyed) return entry.leave()
      entered = entry
      return context.accept()
    }
    context.reject(['password'])
    if (entry === 'too many' || ++tries >= triesPerConnection) connection.end()
  }

  connection.on('error', () => socket.destroy())
  connection.on('authentication', (context) => {
    logIn(context).catch(() => context.reject())
  })
  connection.on('session', (accept) => {
    const session = accept()
    session.on('sftp', (acceptSftp) => {
      if (entered) serveFiles(acceptSftp(), openShelf(entered.account), now)
    })
  })
}
