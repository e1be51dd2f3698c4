import { readFileSync, statSync } from 'node:fs'
import { isPasswordHash } from './passwords.ts'

/** Who may bring station files. */
export interface Account {
  name: string
  hash: string
  /** Stations that it may speak for; undefined = all. */
  stations: string[] | undefined
}

/** Names are folder names too. */
export const accountName = /^[a-z0-9][a-z0-9_-]{0,31}$/

/** Accounts from the text of their file: one a line, `name:hash` or `name:hash:AQ-01,AQ-02`; `#` begins a remark.
 *  @throws Error that lists every fault with its line, never a hash */
export function parseAccounts(text: string): Map<string, Account> {
  const accounts = new Map<string, Account>()
  const faults: string[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const trimmed = line.trim()
    if (trimmed === '' || trimmed.startsWith('#')) continue
    const [name = '', hash = '', stations, ...more] = trimmed.split(':')
    const fault = (what: string) => faults.push(`line ${index + 1}: ${what}`)
    if (!accountName.test(name)) fault('the name must be 1 to 32 of a-z 0-9 _ -')
    else if (accounts.has(name)) fault(`${name} stands twice`)
    else if (!isPasswordHash(hash))
      fault(`${name}: no password hash (npm run account -- add ${name} makes one)`)
    else if (more.length > 0) fault(`${name}: too many colons`)
    else {
      const listed = stations
        ?.split(',')
        .map((one) => one.trim())
        .filter(Boolean)
      accounts.set(name, { name, hash, stations: listed && listed.length > 0 ? listed : undefined })
    }
  }
  if (faults.length > 0) throw new Error(faults.join('; '))
  return accounts
}

/** The text of a file of accounts with another line for an account, at its end when it had none; without one when `line` is undefined. */
export function withAccount(text: string, name: string, line: string | undefined): string {
  const lines = text.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  const at = lines.findIndex((one) => one.trim().split(':', 1)[0] === name)
  lines.splice(at < 0 ? lines.length : at, at < 0 ? 0 : 1, ...(line === undefined ? [] : [line]))
  return lines.map((one) => `${one}\n`).join('')
}

/** Accounts of a file that is read again when it changes. A fault in a changed file leaves those that hold, and is told.
 *  @throws Error when the file cannot be read at the start */
export function openAccounts(path: string, onFault: (message: string) => void) {
  const stampOf = (): string => {
    const { mtimeMs, size, ino } = statSync(path)
    return `${mtimeMs} ${size} ${ino}`
  }
  let stamp = stampOf()
  let accounts = parseAccounts(readFileSync(path, 'utf8'))
  return {
    /** All accounts, as the file has them now. */
    all(): ReadonlyMap<string, Account> {
      try {
        const seen = stampOf()
        if (seen === stamp) return accounts
        stamp = seen
        accounts = parseAccounts(readFileSync(path, 'utf8'))
      } catch (error) {
        onFault(`${path}: ${error instanceof Error ? error.message : String(error)}`)
      }
      return accounts
    },
  }
}

export type Accounts = ReturnType<typeof openAccounts>
