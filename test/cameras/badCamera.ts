import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** A server of a test, on a free port of 127.0.0.1. */
export interface TestServer {
  port: number
  stop(): Promise<void>
}

async function listening(server: Server, sockets: Set<Socket>): Promise<TestServer> {
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** A camera that takes connections and does with them what it is told. */
export function startTcp(onConnection: (socket: Socket) => void): Promise<TestServer> {
  return listening(createServer(onConnection), new Set())
}

export function startHttp(onRequest: RequestListener): Promise<TestServer> {
  return listening(createHttpServer(onRequest), new Set())
}

/** One byte of `text` every 50 ms, for ever: never enough, never silent. */
export function dribble(
  text: string,
): (socket: { write(text: string): unknown; on(event: 'close', end: () => void): unknown }) => void {
  return (socket) => {
    let at = 0
    const timer = setInterval(() => {
      socket.write(text[at % text.length] ?? ' ')
      at += 1
    }, 50)
    socket.on('close', () => clearInterval(timer))
  }
}
