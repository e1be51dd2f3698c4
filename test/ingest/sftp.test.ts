import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import ssh2, { type SFTPWrapper } from 'ssh2'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { eventually } from '../services/eventually.ts'
import {
  filesIn,
  lastMoment,
  ledgerOf,
  password,
  prefixes,
  startFileIngest,
  stationFile,
  stored,
  type FileIngest,
} from './filesParts.ts'

/* SFTP with a real client against the real ingest program. */

let ingest: FileIngest
beforeAll(async () => {
  ingest = await startFileIngest()
})
afterAll(() => ingest.stop())

function log(user = 'owner', given = password): Promise<ssh2.Client> {
  const client = new ssh2.Client()
  onTestFinished(() => void client.end())
  return new Promise((resolve, reject) => {
    client.once('ready', () => resolve(client))
    client.once('error', reject)
    client.connect({ host: '127.0.0.1', port: ingest.sftpPort, username: user, password: given })
  })
}

async function session(user = 'owner') {
  const client = await log(user)
  const sftp = await promisify<SFTPWrapper>((done) => client.sftp(done as never))()
  const call = <T>(work: (done: (error: Error | undefined | null, value: T) => void) => void) =>
    new Promise<T>((resolve, reject) => work((error, value) => (error ? reject(error) : resolve(value))))
  return {
    client,
    sftp,
    put: (path: string, content: string | Buffer) =>
      call<void>((done) => sftp.writeFile(path, content, done as never)),
    get: (path: string) => call<Buffer>((done) => sftp.readFile(path, done as never)),
    rename: (from: string, to: string) => call<void>((done) => sftp.rename(from, to, done as never)),
    mkdir: (path: string) => call<void>((done) => sftp.mkdir(path, done as never)),
    list: (path: string) => call<ssh2.FileEntryWithStats[]>((done) => sftp.readdir(path, done as never)),
    stat: (path: string) => call<ssh2.Stats>((done) => sftp.stat(path, done as never)),
    link: (to: string, at: string) => call<void>((done) => sftp.symlink(to, at, done as never)),
  }
}

test('a file that is sent and renamed is landed, and can be listed and fetched', async () => {
  const { name, content } = stationFile(prefixes[0], lastMoment() - 600_000)
  const sftp = await session()
  await sftp.mkdir('2026')
  await sftp.put(`2026/${name}.part`, content)
  expect(ledgerOf(ingest.dataDir, 'sftp:owner').received).toBe(0)
  await sftp.rename(`2026/${name}.part`, `2026/${name}`)
  await stored(ingest.dataDir, 'sftp:owner', 1)
  await eventually(() => filesIn(ingest.dataDir, 'spool').length === 0)
  expect((await sftp.list('2026')).map(({ filename }) => filename)).toEqual([name])
  expect((await sftp.get(`/2026/${name}`)).toString()).toBe(content)
})

test('no path leaves the folder of the account, and no link is made or followed', async () => {
  const secret = join(ingest.dataDir, 'secret.txt')
  writeFileSync(secret, 'secret')
  const own = join(ingest.dataDir, 'files', 'owner')
  mkdirSync(own, { recursive: true })
  symlinkSync(ingest.dataDir, join(own, 'out'))
  symlinkSync(secret, join(own, 'secret.link'))
  const sftp = await session()
  for (const path of [
    '../secret.txt',
    '/../../secret.txt',
    secret,
    'out/secret.txt',
    'secret.link',
    '/etc/passwd',
    'a\0b',
  ]) {
    await expect(sftp.get(path), path).rejects.toThrow(/./)
    await expect(sftp.stat(path), path).rejects.toThrow(/./)
  }
  await expect(sftp.list('out')).rejects.toThrow(/./)
  await expect(sftp.put('out/evil.tmp', 'x')).rejects.toThrow(/./)
  await expect(sftp.link('/etc/passwd', 'mine')).rejects.toThrow(/./)
  expect(existsSync(join(ingest.dataDir, 'evil.tmp'))).toBe(false)
  await sftp.put('../../up.tmp', 'inside')
  expect(readFileSync(join(own, 'up.tmp'), 'utf8')).toBe('inside')
  await expect(sftp.rename('up.tmp', '../other/../../out/up.tmp')).rejects.toThrow(/./)
})

test('what is too large is refused while it comes', async () => {
  const { name } = stationFile(prefixes[0], lastMoment())
  const sftp = await session()
  await expect(sftp.put(name, Buffer.alloc(300 * 1024, 'x'))).rejects.toThrow(/./)
  await expect(sftp.stat(name)).rejects.toThrow(/./)
  await eventually(() => filesIn(ingest.dataDir, 'spool').length === 0)
})

test('an upload that breaks off was never there', async () => {
  const { name } = stationFile(prefixes[0], lastMoment() - 1_200_000)
  const first = await session()
  await new Promise<void>((resolve, reject) =>
    first.sftp.open(name, 'w', (error, handle) => {
      if (error) return reject(error)
      first.sftp.write(handle, Buffer.from('PM10\t1'), 0, 6, 0, (failed) =>
        failed ? reject(failed) : resolve(),
      )
    }),
  )
  first.client.destroy()
  await expect((await session()).stat(name)).rejects.toThrow(/./)
  await eventually(() => filesIn(ingest.dataDir, 'spool').length === 0)
})

test('nothing but files is served, and a wrong password is refused', async () => {
  await expect(log('owner', 'wrong')).rejects.toThrow(/authentication/)
  const client = await log()
  await expect(promisify(client.exec.bind(client) as never)('id' as never)).rejects.toThrow(/./)
  await expect(promisify(client.shell.bind(client) as never)()).rejects.toThrow(/./)
  await expect(
    promisify(client.forwardOut.bind(client) as never)(
      '127.0.0.1' as never,
      1 as never,
      '127.0.0.1' as never,
      22 as never,
    ),
  ).rejects.toThrow(/./)
})

test('the host key is kept for its owner and stays the same', async () => {
  const path = join(ingest.dataDir, 'sftp-host-key')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  const before = readFileSync(path, 'utf8')
  await ingest.restart()
  expect(readFileSync(path, 'utf8')).toBe(before)
  await log()
})
