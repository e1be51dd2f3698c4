import { connect, createServer, type Socket } from 'node:net'
import { once } from 'node:events'

/** How the line is. `open`: bytes pass. `refused`: connections are cut, new ones too. `silent`: connections stay and carry
 *  nothing, new ones are taken and carry nothing either, as when a cable is pulled. `slow`: bytes trickle. */
export type LineState = 'open' | 'refused' | 'silent' | 'slow'

export interface TcpProxy {
  readonly port: number
  set(state: LineState): void
  /** Half-open: the far side of every present connection is closed, the near side hears nothing of it. New ones pass. */
  forgetConnections(): void
  stop(): Promise<void>
}

/** Sees one connection of the line as its far side does. */
export interface LineObserver {
  /** Bytes that the far side has sent. */
  sent(bytes: Buffer): void
  /** Bytes that the far side is given. */
  given(bytes: Buffer): void
  /** The far side is gone. */
  closed(): void
}

interface Line {
  near: Socket
  far: Socket
  /** The far side is gone and the near side shall not know. */
  isForgotten: boolean
}

/** Bytes that each direction of a slow connection carries per tick. */
const slowBytes = 1024
const tickMs = 50

/** A network line between two programs that can be cut. Listens on a free port of 127.0.0.1, leads to `targetPort`.
 *  @param observe called for each connection */
export async function startTcpProxy(targetPort: number, observe?: () => LineObserver): Promise<TcpProxy> {
  let state: LineState = 'open'
  const lines = new Set<Line>()

  const server = createServer((near) => {
    if (state === 'refused') return void near.destroy()
    const far = connect(targetPort, '127.0.0.1')
    const line = { near, far, isForgotten: false }
    lines.add(line)
    near.setNoDelay(true)
    far.setNoDelay(true)
    const observer = observe?.()
    if (observer)
      far.on('data', (bytes: Buffer) => observer.sent(bytes)).once('close', () => observer.closed())
    const give = (bytes: Buffer): boolean => {
      observer?.given(bytes)
      return far.write(bytes)
    }
    carry(near, far, () => state, give)
    carry(
      far,
      near,
      () => state,
      (bytes) => near.write(bytes),
    )
    const end = (): void => {
      far.destroy()
      if (line.isForgotten && !near.destroyed) return
      near.destroy()
      lines.delete(line)
    }
    for (const socket of [near, far]) socket.on('error', end).on('close', end)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (!address || typeof address !== 'object') throw new Error('the proxy got no port')

  return {
    port: address.port,
    set(next) {
      state = next
      if (next === 'refused') for (const { near } of lines) near.destroy()
      for (const { near, far } of lines) for (const socket of [near, far]) socket.emit('line')
    },
    forgetConnections() {
      for (const line of lines) {
        line.isForgotten = true
        // Nothing that arrives from now on goes anywhere; it is read so that the sender's kernel takes it.
        line.near
          .removeAllListeners('data')
          .on('data', () => undefined)
          .resume()
        line.far.destroy()
      }
    },
    async stop() {
      for (const { near, far } of lines) {
        far.destroy()
        near.destroy()
      }
      server.close()
      await once(server, 'close')
    },
  }
}

/** Carries bytes one way as the state of the line allows; what was read and not yet sent waits. */
function carry(from: Socket, to: Socket, stateNow: () => LineState, write: (bytes: Buffer) => boolean): void {
  let held: Buffer[] = []
  let timer: NodeJS.Timeout | undefined
  const go = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (from.destroyed || to.destroyed) return
    if (stateNow() === 'silent') return void from.pause()
    if (stateNow() === 'slow') {
      from.pause()
      const waiting = Buffer.concat(held)
      held = waiting.length > slowBytes ? [waiting.subarray(slowBytes)] : []
      if (waiting.length > 0) write(waiting.subarray(0, slowBytes))
      else from.resume()
      timer = setTimeout(go, tickMs)
      return
    }
    let isFull = false
    for (const part of held) isFull = !write(part)
    held = []
    if (isFull) from.pause()
    else from.resume()
  }
  from.on('data', (part: Buffer) => {
    if (stateNow() === 'open') {
      if (!write(part)) from.pause()
      return
    }
    held.push(part)
    from.pause()
    if (timer === undefined) timer = setTimeout(go, tickMs)
  })
  to.on('drain', go)
  from.on('line', go)
  to.on('close', () => clearTimeout(timer))
  from.on('end', () => {
    for (const part of held) write(part)
    to.end()
  })
}
