import type { SecureContext } from 'node:tls'
import type { Account } from '../../files/accounts.ts'
import type { DoorGuard } from '../../files/doorGuard.ts'
import type { Shelf } from '../../files/shelf.ts'
import type { DataChannel, PortRange } from './dataChannel.ts'

export interface FtpParts {
  guard: DoorGuard
  openShelf: (account: Account) => Shelf
  /** Certificate for AUTH TLS; undefined: none is offered. */
  tls: SecureContext | undefined
  /** Nobody logs in without TLS. */
  requiresTls: boolean
  /** Address that clients are told for data connections, where they reach this machine by another (NAT). */
  passiveHost: string | undefined
  passivePorts: PortRange
  now: () => number
}

/** What the commands of one client work on. */
export interface FtpState {
  parts: FtpParts
  client: string
  local: string
  isSecure: boolean
  user: string | undefined
  tries: number
  account: Account | undefined
  shelf: Shelf | undefined
  cwd: string[]
  /** Data connections are to have TLS. */
  isProtected: boolean
  channel: DataChannel | undefined
  renameFrom: string[] | undefined
  restAt: number
  /** Ends the transfer that is under way. */
  abort: (() => void) | undefined
  /** The client has gone. */
  isGone: boolean
  leave: () => void
  reply: (code: number, ...lines: string[]) => void
  startTls: () => void
  quit: () => void
}
