import { setTimeout as wait } from 'node:timers/promises'
import type { Account, Accounts } from './accounts.ts'
import type { PasswordCheck } from './passwords.ts'

/** Connections at a time: all, from one address, of one account. */
export const connectionLimits = { all: 300, perAddress: 100, perAccount: 64 }
/** After so many wrong passwords a connection ends. */
export const triesPerConnection = 3
/** A wrong password makes the next answer to its address slower: 0.5 s, doubled each time, at most so much, for so long. */
const slowestMs = 15_000
const rememberedMs = 600_000
const addressesRemembered = 10_000

/** Lets in who may: counts connections, checks passwords, slows down who guesses. One for all doors. */
export function createDoorGuard(accounts: Accounts, passwords: PasswordCheck, now: () => number) {
  const byAddress = new Map<string, number>()
  const byAccount = new Map<string, number>()
  const wrong = new Map<string, { count: number; until: number }>()
  let all = 0
  const add = (map: Map<string, number>, key: string, step: number): number => {
    const count = (map.get(key) ?? 0) + step
    if (count > 0) map.set(key, count)
    else map.delete(key)
    return count
  }

  return {
    /** A connection comes. @returns how to let it go, or undefined when there are too many */
    enter(address: string): (() => void) | undefined {
      if (all >= connectionLimits.all || (byAddress.get(address) ?? 0) >= connectionLimits.perAddress)
        return undefined
      all++
      add(byAddress, address, 1)
      let isIn = true
      return () => {
        if (!isIn) return
        isIn = false
        all--
        add(byAddress, address, -1)
      }
    },
    /** @returns the account and how to leave it; `too many` when it has enough connections */
    async logIn(
      address: string,
      name: string,
      password: string,
    ): Promise<{ account: Account; leave: () => void } | 'too many' | undefined> {
      const account = accounts.all().get(name)
      const before = wrong.get(address)
      if (before && before.until > now()) await wait(Math.min(slowestMs, 500 * 2 ** (before.count - 1)))
      if (!(await passwords.isRight(name, password, account?.hash)) || !account) {
        const count = before && before.until > now() ? before.count + 1 : 1
        if (wrong.size >= addressesRemembered) wrong.clear()
        wrong.set(address, { count: Math.min(count, 20), until: now() + rememberedMs })
        return undefined
      }
      wrong.delete(address)
      if (add(byAccount, name, 1) > connectionLimits.perAccount) {
        add(byAccount, name, -1)
        return 'too many'
      }
      let isIn = true
      const leave = (): void => {
        if (isIn) add(byAccount, name, -1)
        isIn = false
      }
      return { account, leave }
    },
  }
}

export type DoorGuard = ReturnType<typeof createDoorGuard>
