import type { Socket } from 'node:net'
import { Refusal } from '../../files/refusal.ts'
import type { Shelf } from '../../files/shelf.ts'
import { Upload } from '../../files/upload.ts'
import { namesOf } from '../../files/virtualPath.ts'
import { receive, send } from './dataChannel.ts'
import type { FtpState } from './ftpState.ts'

type Known = FtpState & { shelf: Shelf }

/** STOR: 226 means that the file is whole and on disk. */
export async function storeFile(state: Known, argument: string): Promise<void> {
  const names = namesOf(state.cwd, argument)
  const { restAt } = state
  state.restAt = 0
  if (names.length === 0) return state.reply(553, 'A file needs a name.')
  if (restAt > 0) {
    dropChannel(state)
    return state.reply(554, 'A file is sent again from its beginning.')
  }
  const upload = new Upload()
  const came = await transfer(state, (socket) => receive(socket, (chunk) => upload.write(chunk)))
  if (!came) return
  await state.shelf.store(names, upload)
  state.reply(226, 'On disk.')
}

/** RETR, from where REST has said. */
export async function sendFile(state: Known, argument: string): Promise<void> {
  const content = state.shelf.read(namesOf(state.cwd, argument)).subarray(state.restAt)
  state.restAt = 0
  if (await transfer(state, (socket) => send(socket, content))) state.reply(226, 'Sent.')
}

/** A listing. */
export async function sendText(state: FtpState, lines: readonly string[]): Promise<void> {
  const content = Buffer.from(lines.map((line) => `${line}\r\n`).join(''))
  if (await transfer(state, (socket) => send(socket, content))) state.reply(226, 'Sent.')
}

function dropChannel(state: FtpState): void {
  state.channel?.close()
  state.channel = undefined
}

/** Opens the data connection and does the work on it; answers what went wrong.
 *  @returns whether all of it was done; @throws Refusal of the work */
async function transfer(state: FtpState, work: (socket: Socket) => Promise<void>): Promise<boolean> {
  const { channel } = state
  if (!channel) {
    state.reply(425, 'PASV or EPSV comes first.')
    return false
  }
  if (state.parts.requiresTls && !state.isProtected) {
    dropChannel(state)
    state.reply(522, 'PROT P comes first.')
    return false
  }
  let isAborted = false
  let socket: Socket | undefined
  state.abort = () => {
    isAborted = true
    channel.close()
    socket?.destroy()
  }
  try {
    try {
      socket = await channel.open()
    } catch {
      state.reply(425, 'No data connection came.')
      return false
    }
    state.reply(150, 'Go on.')
    await work(socket)
    return !isAborted
  } catch (error) {
    if (error instanceof Refusal) throw error
    state.reply(426, `Not done: ${isAborted ? 'aborted' : (error as Error).message}.`)
    return false
  } finally {
    state.abort = undefined
    dropChannel(state)
  }
}
