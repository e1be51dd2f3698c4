import { expect, test } from 'vitest'
import { parseAccounts, withAccount } from './accounts.ts'
import { createPasswordCheck, hashPassword, isPasswordHash } from './passwords.ts'

test('an account has a name, a hash, and the stations that it may speak for', async () => {
  const hash = await hashPassword('a password')
  const accounts = parseAccounts(`# owners\r\n\nbkhn:${hash}\nccmt:${hash}:AQ-01, AQ-02\n`)
  expect([...accounts.values()].map(({ name, stations }) => [name, stations])).toEqual([
    ['bkhn', undefined],
    ['ccmt', ['AQ-01', 'AQ-02']],
  ])
})

test('every fault is named with its line, and no hash', async () => {
  const hash = await hashPassword('a password')
  expect(() => parseAccounts(`../up:${hash}\nplain:password\nok:${hash}\nok:${hash}`)).toThrow(
    'line 1: the name must be 1 to 32 of a-z 0-9 _ -; line 2: plain: no password hash (npm run account -- add plain makes one); line 4: ok stands twice',
  )
})

test('an account gets another line in its place, a new one at the end; remarks stay', () => {
  expect(withAccount('', 'bkhn', 'bkhn:1')).toBe('bkhn:1\n')
  expect(withAccount('# owners\r\nbkhn:1\r\nccmt:2', 'bkhn', 'bkhn:3')).toBe('# owners\nbkhn:3\nccmt:2\n')
  expect(withAccount('# owners\nbkhn:1\n', 'bk', 'bk:2')).toBe('# owners\nbkhn:1\nbk:2\n')
  expect(withAccount('# owners\nbkhn:1\n', 'bkhn', undefined)).toBe('# owners\n')
  expect(withAccount('bkhn:1\n', 'ccmt', undefined)).toBe('bkhn:1\n')
})

// RFC 7914, section 12: scrypt("pleaseletmein", "SodiumChloride", 16384, 8, 1), first 32 bytes.
const known = `scrypt$16384$8$1$${Buffer.from('SodiumChloride').toString('base64url')}$${Buffer.from('7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2', 'hex').toString('base64url')}`

test('a password is right by its hash alone; a removed account has none', async () => {
  const { isRight } = createPasswordCheck(() => 0)
  expect(isPasswordHash(known)).toBe(true)
  expect(await isRight('a', 'pleaseletmein', known)).toBe(true)
  expect(await isRight('a', 'pleaseletmein', known)).toBe(true)
  expect(await isRight('a', 'pleaseletmeout', known)).toBe(false)
  expect(await isRight('a', 'pleaseletmein', undefined)).toBe(false)
})

test('a hash that would take the memory of the machine is none', () => {
  expect(isPasswordHash(known.replace('16384', '1048576'))).toBe(false)
  expect(isPasswordHash(known.replace('16384', '16383'))).toBe(false)
})
