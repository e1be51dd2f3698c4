import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number }, Buffer>(scrypt)

/** Cost of a new hash: 16 MB and some 50 ms (RFC 7914; OWASP's least for an interactive login is N = 2^14 and p = 5). */
const cost = { N: 2 ** 14, r: 8, p: 5 }
const hashBytes = 32

/** Hash of a password with its cost and salt, one word: `scrypt$N$r$p$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, hashBytes, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

const hashPattern = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([\w-]{16,64})\$([\w-]{43})$/

/** Whether a text is a hash that can be checked here: within memory of 64 MB. */
export function isPasswordHash(text: string): boolean {
  const match = hashPattern.exec(text)
  if (!match) return false
  const [N, r] = [Number(match[1]), Number(match[2])]
  return N >= 2 && (N & (N - 1)) === 0 && r > 0 && Number(match[3]) > 0 && N * r * 128 <= 64 * 1024 * 1024
}

/** A hash that no password has: who does not exist takes as long to be refused as who does. */
const nobody = `scrypt$${cost.N}$${cost.r}$${cost.p}$${'A'.repeat(22)}$${'A'.repeat(43)}`

/** Checks passwords. One that was right lately is known by a keyed digest for a while: loggers that log in for every file would
 *  otherwise cost 50 ms and 16 MB each. At most two are derived at a time; the others wait. */
export function createPasswordCheck(now: () => number) {
  const key = randomBytes(32)
  const known = new Map<string, { digest: Buffer; until: number }>()
  let under = 0
  const waiting: (() => void)[] = []

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (under >= 2) await new Promise<void>((resolve) => waiting.push(resolve))
    under++
    try {
      return await work()
    } finally {
      under--
      waiting.shift()?.()
    }
  }

  return {
    /** @param hash of the account; undefined when there is no such account */
    async isRight(name: string, password: string, hash: string | undefined): Promise<boolean> {
      const digest = createHmac('sha256', key).update(`${hash}\0${password}`).digest()
      const isKnown = (): boolean => {
        const lately = known.get(name)
        return lately !== undefined && lately.until > now() && timingSafeEqual(lately.digest, digest)
      }
      if (isKnown()) return true
      const [, N, r, p, salt, expected] = (hash ?? nobody).split('$') as [
        string,
        string,
        string,
        string,
        string,
        string,
      ]
      const options = { N: Number(N), r: Number(r), p: Number(p), maxmem: 128 * 1024 * 1024 }
      const isEqual = await inTurn(async () => {
        // Many connections of one logger come at once: the first of them has paid for all.
        if (isKnown()) return true
        const got = await derive(password, Buffer.from(salt, 'base64url'), hashBytes, options)
        return timingSafeEqual(got, Buffer.from(expected, 'base64url')) && hash !== undefined
      })
      if (isEqual) known.set(name, { digest, until: now() + knownMs })
      return isEqual
    },
  }
}

const knownMs = 3_600_000

export type PasswordCheck = ReturnType<typeof createPasswordCheck>
