import { createServer, connect, type Server, type Socket } from 'node:net'
import { TLSSocket, type SecureContext } from 'node:tls'

/** How long a data connection may take to come, may be silent, and may last, ms. */
export const dataLimits = { connectMs: 20_000, stallMs: 30_000, wholeMs: 120_000 }

/** A port that a client was told, or one that it has told us. */
export interface DataChannel {
  /** The connection, with TLS on it where the client asked for it. Rejects when none comes in time. */
  open(): Promise<Socket>
  close(): void
}

/** Address without the form that IPv4 has inside IPv6. */
export function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/i, '')
}

/** Ports of passive connections; undefined: any free one. */
export type PortRange = readonly [number, number] | undefined

/** Listens for one connection from the client's own address. @throws Error when no port of the range is free */
export async function passiveChannel(
  { host, client, ports }: { host: string; client: string; ports: PortRange },
  secure: () => SecureContext | undefined,
): Promise<{ channel: DataChannel; port: number }> {
  const server = createServer({ pauseOnConnect: true })
  server.maxConnections = 4
  const arrived = new Promise<Socket>((resolve, reject) => {
    server.on('connection', (socket: Socket) => {
      // Whoever else connects could read or replace what the client sends.
      if (plainAddress(socket.remoteAddress) !== client) return void socket.destroy()
      server.close()
      resolve(socket)
    })
    server.once('close', () => reject(new Error('no data connection')))
  })
  arrived.catch(() => undefined)
  const port = await listen(server, host, ports)
  const impatience = setTimeout(() => server.close(), dataLimits.connectMs)
  void arrived.then(
    () => clearTimeout(impatience),
    () => clearTimeout(impatience),
  )
  arrived.then((socket) => socket.on('error', () => undefined)).catch(() => undefined)
  return {
    port,
    channel: {
      open: async () => secured(await arrived, secure()),
      close(): void {
        server.close()
        arrived.then((socket) => socket.destroy()).catch(() => undefined)
      },
    },
  }
}

async function listen(server: Server, host: string, ports: PortRange): Promise<number> {
  const [from, to] = ports ?? [0, 0]
  const count = to - from + 1
  const first = Math.floor(Math.random() * count)
  for (let step = 0; step < count; step++) {
    const port = from + ((first + step) % count)
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, () => {
          server.off('error', reject)
          resolve()
        })
      })
      const address = server.address()
      return typeof address === 'object' && address ? address.port : port
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    }
  }
  throw new Error('every port for data connections is taken')
}

/** Connects to the client, at its own address only: nobody is to be reached through this server. */
export function activeChannel(
  target: { host: string; port: number },
  secure: () => SecureContext | undefined,
): DataChannel {
  let socket: Socket | undefined
  return {
    open: () =>
      new Promise((resolve, reject) => {
        const made = connect({ ...target, timeout: dataLimits.connectMs })
        socket = made
        made.once('timeout', () => made.destroy(new Error('no data connection')))
        made.once('error', reject)
        made.once('connect', () => {
          made.off('error', reject)
          made.on('error', () => undefined)
          made.setTimeout(0)
          resolve(secured(made, secure()))
        })
      }),
    close: () => void socket?.destroy(),
  }
}

function secured(socket: Socket, context: SecureContext | undefined): Socket {
  if (!context) return socket
  const wrapped = new TLSSocket(socket, { isServer: true, secureContext: context })
  wrapped.on('error', () => undefined)
  return wrapped
}

/** Everything that comes until its sender ends it. Rejects when the connection breaks, is silent or lasts too long, or
 *  when `take` throws; the connection is gone then. */
export function receive(socket: Socket, take: (chunk: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    // It may have come and gone while nobody looked.
    if (socket.destroyed) return reject(new Error('the connection broke'))
    let isOver = false
    const end = (error?: Error): void => {
      if (isOver) return
      isOver = true
      clearTimeout(limit)
      if (!error) {
        socket.end()
        return resolve()
      }
      socket.destroy()
      reject(error)
    }
    const limit = setTimeout(() => end(new Error('the transfer takes too long')), dataLimits.wholeMs)
    socket.setTimeout(dataLimits.stallMs, () => end(new Error('the transfer is silent')))
    socket.on('data', (chunk: Buffer) => {
      if (isOver) return
      try {
        take(chunk)
      } catch (error) {
        end(error instanceof Error ? error : new Error(String(error)))
      }
    })
    socket.once('end', () => end(hasPeer(socket) ? undefined : new Error('the connection broke')))
    socket.once('error', end)
    socket.once('close', () => end(new Error('the connection broke')))
    socket.resume()
  })
}

/** False when the other side has reset the connection: libuv tells a reset right behind some bytes as their orderly end.
 *  Node has no public word for it. */
function hasPeer(socket: Socket): boolean {
  const { _handle: handle } = socket as { _handle?: { getpeername?: (out: object) => number } | null }
  return handle?.getpeername === undefined || handle.getpeername({}) === 0
}

/** Sends all of it and ends the connection. Rejects as `receive` does. */
export function send(socket: Socket, content: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.destroyed) return reject(new Error('the connection broke'))
    const fail = (error: Error): void => {
      socket.destroy()
      reject(error)
    }
    const limit = setTimeout(() => fail(new Error('the transfer takes too long')), dataLimits.wholeMs)
    socket.setTimeout(dataLimits.stallMs, () => fail(new Error('the transfer is silent')))
    socket.once('error', fail)
    socket.once('close', (hadError) => {
      clearTimeout(limit)
      if (hadError) reject(new Error('the connection broke'))
      else resolve()
    })
    socket.resume()
    socket.end(content, () => socket.destroySoon())
  })
}
