import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { triesPerConnection } from '../../files/doorGuard.ts'
import { Refusal } from '../../files/refusal.ts'
import { CommandLines } from './commandLines.ts'
import { plainAddress } from './dataChannel.ts'
import { commands, replyTo } from './ftpCommands.ts'
import type { FtpParts, FtpState } from './ftpState.ts'

/** Time to log in, and between two commands, ms: a logger that sends every five minutes may stay. */
const limits = { logInMs: 30_000, idleMs: 600_000, waiting: 100 }

/** One client's control connection: commands in their order, one at a time; ABOR and the end of the connection come through
 *  at once. Resolves when it is over. */
export function serveFtp(first: Socket, parts: FtpParts): Promise<void> {
  let socket: Socket = first
  const lines = new CommandLines()
  const queue: string[] = []
  let isBusy = false
  let isOver = false
  const state: FtpState = {
    ...{ parts, client: plainAddress(first.remoteAddress), local: plainAddress(first.localAddress) },
    ...{ isSecure: false, user: undefined, tries: 0, account: undefined, shelf: undefined, cwd: [] },
    ...{ isProtected: false, channel: undefined, renameFrom: undefined, restAt: 0, abort: undefined },
    isGone: false,
    leave: () => undefined,
    reply,
    startTls,
    quit,
  }

  function reply(code: number, ...text: string[]): void {
    if (!socket.writable) return
    const shown = text.map((line, index) => {
      if (index === text.length - 1) return `${code} ${line}`
      return index === 0 ? `${code}-${line}` : ` ${line}`
    })
    socket.write(`${shown.join('\r\n')}\r\n`)
  }

  function quit(): void {
    isOver = true
    socket.end()
    setTimeout(() => first.destroy(), 1000).unref()
  }

  function onData(chunk: Buffer): void {
    if (isOver) return
    let come: string[]
    try {
      come = lines.take(chunk)
    } catch {
      reply(500, 'The line is too long.')
      return quit()
    }
    for (const line of come) {
      if (/^abor\s*$/i.test(line) && state.abort) state.abort()
      queue.push(line)
    }
    if (queue.length > limits.waiting) {
      reply(421, 'Too many commands at a time.')
      return quit()
    }
    void work()
  }

  async function work(): Promise<void> {
    if (isBusy) return
    isBusy = true
    for (let line = queue.shift(); line !== undefined && !isOver; line = queue.shift()) await run(line)
    isBusy = false
  }

  async function run(line: string): Promise<void> {
    const space = line.indexOf(' ')
    const verb = (space === -1 ? line : line.slice(0, space)).toUpperCase()
    const argument = space === -1 ? '' : line.slice(space + 1)
    const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined
    try {
      if (!command) reply(502, 'This command is not known here.')
      else if (command.needsAccount && !state.shelf) reply(530, 'Log in first.')
      else await command.run(state, argument)
    } catch (error) {
      if (error instanceof Refusal) return replyTo(state, error)
      reply(451, 'Something went wrong here; try again.')
      socket.emit('fault', error)
    }
    if (state.tries >= triesPerConnection) {
      reply(421, 'Too many wrong passwords.')
      quit()
    }
  }

  /** What was sent in the clear behind AUTH is none of the client's: somebody put it there. */
  function startTls(): void {
    lines.clear()
    queue.length = 0
    socket.removeListener('data', onData)
    socket.setTimeout(0)
    const wrapped = new TLSSocket(socket, { isServer: true, secureContext: parts.tls! })
    wrapped.on('error', () => first.destroy())
    state.isSecure = true
    socket = wrapped
    listen()
  }

  function listen(): void {
    socket.on('data', onData)
    socket.setTimeout(limits.idleMs, () => {
      if (state.abort) return
      reply(421, 'Nothing has come for a while.')
      quit()
    })
  }

  const tooLate = setTimeout(() => {
    if (state.account) return
    reply(421, 'Log in sooner.')
    quit()
  }, limits.logInMs)
  first.setNoDelay(true)
  first.setKeepAlive(true, 60_000)
  first.on('error', () => first.destroy())
  listen()
  reply(220, 'Station files of the city.')
  return new Promise((resolve) => {
    first.once('close', () => {
      isOver = true
      state.isGone = true
      clearTimeout(tooLate)
      state.abort?.()
      state.channel?.close()
      state.leave()
      resolve()
    })
  })
}
