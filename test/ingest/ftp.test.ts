import { once } from 'node:events'
import { Client, FTPError } from 'basic-ftp'
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { eventually } from '../services/eventually.ts'
import {
  filesIn,
  lastMoment,
  ledgerOf,
  letters,
  password,
  prefixes,
  startFileIngest,
  stationFile,
  stored,
  type FileIngest,
} from './filesParts.ts'

/* FTP and FTPS with real clients (basic-ftp, curl) against the real ingest program. */

let ingest: FileIngest
beforeAll(async () => {
  ingest = await startFileIngest()
})
afterAll(() => ingest.stop())

async function client({ user = 'owner', secure = false, given = password } = {}): Promise<Client> {
  const made = new Client(15_000)
  onTestFinished(() => made.close())
  const secureOptions = { ca: ingest.certificate, host: 'localhost', checkServerIdentity: () => undefined }
  await made.access({ host: '127.0.0.1', port: ingest.ftpPort, user, password: given, secure, secureOptions })
  return made
}

const put = (ftp: Client, content: string | Buffer, path: string) =>
  ftp.uploadFrom(Readable.from([Buffer.from(content)]), path)

async function fetched(ftp: Client, path: string): Promise<string> {
  const parts: Buffer[] = []
  const into = new Writable({
    write(part: Buffer, _, done) {
      parts.push(part)
      done()
    },
  })
  await ftp.downloadTo(into, path)
  return Buffer.concat(parts).toString()
}

const codeOf = (error: unknown): number | undefined => (error instanceof FTPError ? error.code : undefined)
async function refusal(work: Promise<unknown>): Promise<number | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => codeOf(error) ?? -1,
  )
}

test.each([
  ['FTP', false],
  ['FTPS', true],
])(
  '%s: a file in its folder of the day is landed, seen for a while, and its source is the account',
  async (_, secure) => {
    const before = ledgerOf(ingest.dataDir, 'ftp:owner').stored!
    const { name, content } = stationFile(prefixes[0], lastMoment() - (secure ? 600_000 : 900_000))
    const ftp = await client({ secure })
    await ftp.ensureDir('/2026/11/22')
    await put(ftp, content, `${name}.tmp`)
    await ftp.rename(`${name}.tmp`, name)
    await stored(ingest.dataDir, 'ftp:owner', before + 1)
    await eventually(() => filesIn(ingest.dataDir, 'spool').length === 0)
    expect(await ftp.size(name)).toBe(content.length)
    expect((await ftp.list()).map((entry) => entry.name)).toContain(name)
    expect(await fetched(ftp, `/2026/11/22/${name}`)).toBe(content)
  },
)

test('a late file is landed too, and its size is known to who has sent it', async () => {
  const before = ledgerOf(ingest.dataDir, 'ftp:owner').stored!
  const { name, content } = stationFile(prefixes[0], lastMoment() - 59 * 86_400_000)
  const ftp = await client()
  await put(ftp, content, name)
  expect(await ftp.size(name)).toBe(content.length)
  await stored(ingest.dataDir, 'ftp:owner', before + 1)
})

test('a file of another owner is none of this account', async () => {
  const { name, content } = stationFile(prefixes[0], lastMoment() - 1_200_000)
  await put(await client({ user: 'other' }), content, name)
  await eventually(() => ledgerOf(ingest.dataDir, 'ftp:other').rejected === 1)
  expect(letters(ingest.dataDir)).toContainEqual(
    expect.objectContaining({
      source: 'ftp:other',
      reason: 'unknown_station',
      detail: expect.stringContaining('no station of this account') as string,
    }),
  )
})

test('no path leaves the folder of the account', async () => {
  const secret = join(ingest.dataDir, 'secret.txt')
  writeFileSync(secret, 'secret')
  const own = join(ingest.dataDir, 'files', 'owner')
  mkdirSync(own, { recursive: true })
  symlinkSync(ingest.dataDir, join(own, 'out'))
  symlinkSync(secret, join(own, 'secret.link'))
  const ftp = await client()
  const outside = [
    '../secret.txt',
    '../../secret.txt',
    '/../../../secret.txt',
    '..\\..\\secret.txt',
    secret,
    'out/secret.txt',
    'secret.link',
    '/etc/passwd',
  ]
  for (const path of outside) {
    expect(await refusal(fetched(ftp, path)), `RETR ${path}`).toBe(550)
    expect(await refusal(ftp.size(path)), `SIZE ${path}`).toBe(550)
  }
  expect(await refusal(ftp.cd('out'))).toBe(550)
  expect(await refusal(put(ftp, 'x', 'out/evil.tmp'))).toBe(550)
  expect(await refusal(put(ftp, 'x', 'secret.link'))).toBe(550)
  expect(existsSync(join(ingest.dataDir, 'evil.tmp'))).toBe(false)
  expect((await ftp.list('/')).map(({ name }) => name)).not.toContain('secret.link')
  await put(ftp, 'inside', '../../../../up.tmp')
  expect(existsSync(join(own, 'up.tmp'))).toBe(true)
  await ftp.cd('../../..')
  expect(await ftp.pwd()).toBe('/')
  expect(await refusal(ftp.rename('up.tmp', '../../../../files/other/up.tmp'))).toBe(550)
})

test('what is too large or too long is refused while it comes, and nothing of it is kept', async () => {
  const ftp = await client()
  const { name } = stationFile(prefixes[0], lastMoment())
  expect(await refusal(put(ftp, Buffer.alloc(300 * 1024, 'x'), name))).not.toBeUndefined()
  const again = await client()
  expect(await refusal(put(again, '\n'.repeat(2001), name))).not.toBeUndefined()
  await eventually(() => filesIn(ingest.dataDir, 'spool').length === 0)
  expect(await refusal((await client()).size(name))).toBe(550)
})

test('an upload that breaks off was never there', async () => {
  const ftp = await client()
  const { name, content } = stationFile(prefixes[0], lastMoment() - 3_000_000)
  const { message } = await ftp.send('EPSV')
  const data = connect(Number(/\|\|\|(\d+)\|/.exec(message)![1]), '127.0.0.1')
  await once(data, 'connect')
  // 150: the server has the connection, it does not wait for another.
  expect((await ftp.send(`STOR ${name}`)).code).toBe(150)
  await new Promise((resolve) => data.write(content.slice(0, 10), resolve))
  data.resetAndDestroy()
  expect(await refusal((await client()).size(name))).toBe(550)
  await eventually(() => filesIn(ingest.dataDir, 'spool').length === 0)
})

test('wrong passwords and unknown names are refused alike, ever more slowly, and the connection ends', async () => {
  const ftp = new Client(30_000)
  onTestFinished(() => ftp.close())
  await ftp.connect('127.0.0.1', ingest.ftpPort)
  const times: number[] = []
  for (const user of ['owner', 'nobody']) {
    const began = performance.now()
    await ftp.send(`USER ${user}`)
    expect((await ftp.send('PASS wrong', true)).code).toBe(530)
    times.push(performance.now() - began)
  }
  expect(times[1]).toBeGreaterThan(500)
  await ftp.send('USER owner')
  expect(await refusal(ftp.send('PASS wrong'))).not.toBeUndefined()
  await expect(ftp.send('NOOP')).rejects.toThrow(/./)
  // Who knows the password is let in, after the wait that others have earned.
  expect((await (await client()).send('NOOP')).code).toBe(200)
})

test('commands come cut into pieces and several at a time', async () => {
  const socket = connect(ingest.ftpPort, '127.0.0.1')
  let said = ''
  socket.on('data', (part: Buffer) => (said += part.toString()))
  for (const piece of ['US', 'ER ow', 'ner\r', '\nPASS ', `${password}\r\nPW`, 'D\r\nSYST\r\n']) {
    socket.write(piece)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await eventually(() => said.includes('215 '))
  expect(said).toMatch(/331 .*\r\n230 .*\r\n257 "\/" .*\r\n215 /)
  // NUL and other control characters are no part of a name.
  socket.write('SIZE a\0b\r\n')
  await eventually(() => said.includes('553 '))
  // Nobody is reached through this server, and nothing is done before a log-in.
  socket.write('PORT 10,0,0,1,4,1\r\n')
  await eventually(() => said.includes('501 '))
  socket.destroy()
})

test('plain text behind AUTH TLS is not taken for the client', async () => {
  const socket = connect(ingest.ftpPort, '127.0.0.1')
  let said = ''
  socket.on('data', (part: Buffer) => (said += part.toString('latin1')))
  socket.write('AUTH TLS\r\nSYST\r\nUSER owner\r\n')
  await eventually(() => said.includes('234 '))
  socket.write('NOOP\r\n')
  await new Promise((resolve) => socket.once('close', resolve))
  expect(said).not.toContain('215 ')
  expect(said).not.toContain('331 ')
})

test('curl sends a file over FTPS, and an account that is added is known at once', async () => {
  const { name, content } = stationFile(prefixes[1], lastMoment() - 1_500_000)
  const before = ledgerOf(ingest.dataDir, 'ftp:owner').stored!
  const run = promisify(execFile)('curl', [
    '-sS',
    '--ssl-reqd',
    '-k',
    '-T',
    '-',
    `ftp://owner:${encodeURIComponent(password)}@127.0.0.1:${ingest.ftpPort}/${name}`,
  ])
  run.child.stdin!.end(content)
  await run
  await stored(ingest.dataDir, 'ftp:owner', before + 1)
})
