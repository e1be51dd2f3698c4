import type { Refusal, RefusalKind } from '../../files/refusal.ts'
import type { Shelf } from '../../files/shelf.ts'
import { namesOf, shownPath } from '../../files/virtualPath.ts'
import { activeChannel, passiveChannel } from './dataChannel.ts'
import type { FtpState } from './ftpState.ts'
import { factsLine, listLine, stampOf } from './listing.ts'
import { sendText, storeFile, sendFile } from './transfers.ts'

interface Command {
  needsAccount: boolean
  run: (state: FtpState, argument: string) => void | Promise<void>
}

const open = (run: Command['run']): Command => ({ needsAccount: false, run })
const known = (
  run: (state: FtpState & { shelf: Shelf }, argument: string) => void | Promise<void>,
): Command => ({
  needsAccount: true,
  run: (state, argument) => run(state as FtpState & { shelf: Shelf }, argument),
})

const codes: Readonly<Record<RefusalKind, number>> = {
  'bad path': 553,
  'not found': 550,
  exists: 550,
  'not empty': 550,
  'not allowed': 550,
  'too large': 552,
  'no room': 452,
}

/** Answers with the code of a refusal (RFC 959 4.2). */
export function replyTo(state: FtpState, { kind, message }: Refusal): void {
  state.reply(codes[kind], `Not done: ${message}.`)
}

/** A path as a reply quotes it (RFC 959, appendix II). */
const quoted = (path: string): string => `"${path.replaceAll('"', '""')}"`

const logIn: Command['run'] = async (state, password) => {
  const { guard, openShelf } = state.parts
  if (state.user === undefined) return state.reply(503, 'USER comes first.')
  if (state.shelf) return state.reply(503, 'Logged in already.')
  const entry = await guard.logIn(state.client, state.user, password)
  if (entry === 'too many') {
    state.reply(421, 'This account has too many connections.')
    return state.quit()
  }
  if (!entry) {
    state.tries++
    return state.reply(530, 'Name or password is wrong.')
  }
  if (state.isGone) return entry.leave()
  state.leave = entry.leave
  state.account = entry.account
  state.shelf = openShelf(entry.account)
  state.reply(230, 'Logged in.')
}

const auth: Command['run'] = (state, argument) => {
  if (!/^(TLS|TLS-C|SSL)$/i.test(argument)) return state.reply(504, 'TLS is what is offered.')
  if (!state.parts.tls) return state.reply(502, 'This server has no certificate.')
  if (state.isSecure) return state.reply(503, 'TLS is on.')
  state.reply(234, 'Begin.')
  state.startTls()
}

const passive = async (state: FtpState): Promise<number | undefined> => {
  state.channel?.close()
  try {
    const { parts, client, local } = state
    const made = await passiveChannel({ host: local, client, ports: parts.passivePorts }, () =>
      contextOf(state),
    )
    state.channel = made.channel
    return made.port
  } catch {
    state.reply(425, 'No port is free for a data connection.')
    return undefined
  }
}

const contextOf = ({ isProtected, parts }: FtpState) => (isProtected ? parts.tls : undefined)

/** The address that PASV names; it can only say IPv4. */
const passiveAddress = ({ parts, local }: FtpState): string | undefined => {
  const address = parts.passiveHost ?? local
  return /^\d+\.\d+\.\d+\.\d+$/.test(address) ? address.replaceAll('.', ',') : undefined
}

function toActive(state: FtpState, host: string, port: number): void {
  if (host !== state.client) return state.reply(501, 'Only your own address can be connected to.')
  if (!(port >= 1024 && port <= 65_535)) return state.reply(501, 'This port cannot be connected to.')
  state.channel?.close()
  state.channel = activeChannel({ host, port }, () => contextOf(state))
  state.reply(200, 'Good.')
}

/** A listing's argument without the flags of `ls` that some clients put before it. */
const listed = (argument: string): string => argument.replace(/^(-\w+\s*)+/, '')

const list = known(async (state, argument) => {
  const names = namesOf(state.cwd, listed(argument))
  const entry = state.shelf.stat(names)
  const entries = entry.isFolder ? state.shelf.list(names) : [entry]
  await sendText(
    state,
    entries.map((one) => listLine(one, state.parts.now())),
  )
})

const makeFolder = known((state, argument) => {
  const names = namesOf(state.cwd, argument)
  state.shelf.makeFolder(names)
  state.reply(257, `${quoted(shownPath(names))} made.`)
})

const removeFolder = known((state, argument) => {
  state.shelf.removeFolder(namesOf(state.cwd, argument))
  state.reply(250, 'Removed.')
})

const changeFolder = known((state, argument) => {
  const names = namesOf(state.cwd, argument)
  state.shelf.enter(names)
  state.cwd = names
  state.reply(250, `In ${quoted(shownPath(names))}.`)
})

const upFolder = known((state) => {
  state.cwd = state.cwd.slice(0, -1)
  state.reply(250, `In ${quoted(shownPath(state.cwd))}.`)
})

const whereFolder = known((state) => state.reply(257, `${quoted(shownPath(state.cwd))} is where you are.`))

/** The commands that are understood (RFC 959, 2228, 2389, 2428, 3659, 4217). A station needs few; others fetch with the rest. */
export const commands: Readonly<Record<string, Command>> = {
  USER: open((state, name) => {
    if (state.parts.requiresTls && !state.isSecure) return state.reply(534, 'AUTH TLS comes first.')
    if (state.shelf) return state.reply(503, 'Logged in already.')
    state.user = name
    state.reply(331, 'And the password?')
  }),
  PASS: open(logIn),
  AUTH: open(auth),
  PBSZ: open((state) =>
    state.isSecure ? state.reply(200, 'PBSZ=0') : state.reply(503, 'AUTH comes first.'),
  ),
  PROT: open((state, level) => {
    if (!state.isSecure) return state.reply(503, 'AUTH comes first.')
    if (!/^[PC]$/i.test(level)) return state.reply(536, 'P or C.')
    if (/^C$/i.test(level) && state.parts.requiresTls) return state.reply(534, 'Only P.')
    state.isProtected = level.toUpperCase() === 'P'
    state.reply(200, 'Good.')
  }),
  FEAT: open((state) =>
    state.reply(
      211,
      'Features:',
      ...(state.parts.tls ? ['AUTH TLS', 'PBSZ', 'PROT'] : []),
      ...['UTF8', 'SIZE', 'MDTM', 'EPSV', 'EPRT', 'REST STREAM', 'TVFS'],
      'MLST type*;size*;modify*;perm*;',
      'End.',
    ),
  ),
  OPTS: open((state, what) =>
    /^(UTF-?8|MLST)\b/i.test(what)
      ? state.reply(200, 'Good.')
      : state.reply(501, 'This option is not known here.'),
  ),
  SYST: open((state) => state.reply(215, 'UNIX Type: L8')),
  NOOP: open((state) => state.reply(200, 'Good.')),
  HELP: open((state) =>
    state.reply(214, 'Station files of Circular 10/2021: STOR them, or STOR and rename.'),
  ),
  CLNT: open((state) => state.reply(200, 'Good.')),
  QUIT: open((state) => {
    state.reply(221, 'Goodbye.')
    state.quit()
  }),
  TYPE: known((state, type) =>
    /^([AI]( N)?|L 8)$/i.test(type) ? state.reply(200, 'Good.') : state.reply(504, 'A or I.'),
  ),
  MODE: known((state, mode) => (/^S$/i.test(mode) ? state.reply(200, 'Good.') : state.reply(504, 'S only.'))),
  STRU: known((state, form) => (/^F$/i.test(form) ? state.reply(200, 'Good.') : state.reply(504, 'F only.'))),
  ALLO: known((state) => state.reply(202, 'Not needed.')),
  PASV: known(async (state) => {
    const address = passiveAddress(state)
    if (address === undefined) return state.reply(425, 'EPSV is for IPv6.')
    const port = await passive(state)
    if (port !== undefined) state.reply(227, `Connect to (${address},${port >> 8},${port & 255}).`)
  }),
  EPSV: known(async (state) => {
    const port = await passive(state)
    if (port !== undefined) state.reply(229, `Connect to (|||${port}|).`)
  }),
  PORT: known((state, argument) => {
    const parts = argument.split(',').map(Number)
    if (parts.length !== 6 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255))
      return state.reply(501, 'Six numbers.')
    toActive(state, parts.slice(0, 4).join('.'), parts[4]! * 256 + parts[5]!)
  }),
  EPRT: known((state, argument) => {
    const match = /^(.)([12])\1([\d.:a-fA-F]+)\1(\d{1,5})\1$/.exec(argument)
    if (!match) return state.reply(501, 'Not understood.')
    toActive(state, match[3]!, Number(match[4]))
  }),
  PWD: whereFolder,
  XPWD: whereFolder,
  CWD: changeFolder,
  XCWD: changeFolder,
  CDUP: upFolder,
  XCUP: upFolder,
  MKD: makeFolder,
  XMKD: makeFolder,
  RMD: removeFolder,
  XRMD: removeFolder,
  DELE: known((state, argument) => {
    state.shelf.remove(namesOf(state.cwd, argument))
    state.reply(250, 'Removed.')
  }),
  RNFR: known((state, argument) => {
    const names = namesOf(state.cwd, argument)
    state.shelf.stat(names)
    state.renameFrom = names
    state.reply(350, 'And the new name?')
  }),
  RNTO: known((state, argument) => {
    const from = state.renameFrom
    state.renameFrom = undefined
    if (!from) return state.reply(503, 'RNFR comes first.')
    state.shelf.rename(from, namesOf(state.cwd, argument))
    state.reply(250, 'Renamed.')
  }),
  SIZE: known((state, argument) => {
    const { isFolder, size } = state.shelf.stat(namesOf(state.cwd, argument))
    if (isFolder) state.reply(550, 'This is a folder.')
    else state.reply(213, String(size))
  }),
  MDTM: known((state, argument) =>
    state.reply(213, stampOf(state.shelf.stat(namesOf(state.cwd, argument)).mtimeMs)),
  ),
  LIST: list,
  NLST: known(async (state, argument) => {
    const names = namesOf(state.cwd, listed(argument))
    await sendText(
      state,
      state.shelf.list(names).map(({ name }) => name),
    )
  }),
  MLSD: known(async (state, argument) => {
    await sendText(state, state.shelf.list(namesOf(state.cwd, argument)).map(factsLine))
  }),
  MLST: known((state, argument) => {
    state.reply(250, 'Facts:', factsLine(state.shelf.stat(namesOf(state.cwd, argument))), 'End.')
  }),
  STAT: known((state) => state.reply(211, 'Well.')),
  REST: known((state, argument) => {
    if (!/^\d{1,10}$/.test(argument)) return state.reply(501, 'A number.')
    state.restAt = Number(argument)
    state.reply(350, 'Good.')
  }),
  STOR: known(storeFile),
  RETR: known(sendFile),
  ABOR: known((state) => state.reply(226, 'Nothing is under way.')),
}
