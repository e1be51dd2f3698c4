import { createServer, type Socket } from 'node:net'
import { plainAddress } from './dataChannel.ts'
import { serveFtp } from './ftpSession.ts'
import type { FtpParts } from './ftpState.ts'

/** Listens for clients with FTP, and with FTPS after AUTH TLS. @throws Error when the port is taken */
export async function startFtpServer(host: string, port: number, parts: FtpParts) {
  const clients = new Set<Socket>()
  const server = createServer((socket) => {
    const leave = parts.guard.enter(plainAddress(socket.remoteAddress))
    socket.on('error', () => socket.destroy())
    if (!leave) {
      socket.end('421 Too many connections.\r\n')
      setTimeout(() => socket.destroy(), 1000).unref()
      return
    }
    clients.add(socket)
    void serveFtp(socket, parts).finally(() => {
      clients.delete(socket)
      leave()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    /** Takes nobody new and ends every connection; an upload that is not whole was never there. */
    close(): Promise<void> {
      for (const socket of clients) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
