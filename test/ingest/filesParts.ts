import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { hashPassword } from '@city/ingest/files/passwords.ts'
import { eventually } from '../services/eventually.ts'
import { freePort } from '../services/freePort.ts'
import { startIngestProgram, type RunningIngest } from '../services/ingest.ts'

/* What the tests of station files share: a real ingest with its doors open. */

export const password = 'mật khẩu của trạm'
/** Prefix in the city's profile, of AQ-01 and AQ-02. */
export const prefixes = ['HN_CCMT_KHITY3', 'HN_CCMT_KHIPMK'] as const

export interface FileIngest extends RunningIngest {
  ftpPort: number
  sftpPort: number
  certificate: string
  accountsPath: string
}

/** Ingest with the accounts `owner` (all stations) and `other` (AQ-02 only), FTP with a certificate, and SFTP. */
export async function startFileIngest(env: Readonly<Record<string, string>> = {}): Promise<FileIngest> {
  const folder = mkdtempSync(join(tmpdir(), 'file-accounts-'))
  const [cert, key, accountsPath] = ['cert.pem', 'key.pem', 'accounts'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const subject = ['-subj', '/CN=localhost', '-days', '2', '-nodes']
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-keyout',
      key,
      '-out',
      cert,
      ...subject,
    ],
    {
      stdio: 'ignore',
    },
  )
  const hash = await hashPassword(password)
  writeFileSync(accountsPath, `# accounts\nowner:${hash}\nother:${hash}:AQ-02\n`)
  const [ftpPort, sftpPort] = [await freePort(), await freePort()]
  const ingest = await startIngestProgram({
    ...{
      FILE_ACCOUNTS: accountsPath,
      FTP_PORT: String(ftpPort),
      SFTP_PORT: String(sftpPort),
      FILE_HOST: '127.0.0.1',
    },
    ...{ FTP_TLS_CERT_FILE: cert, FTP_TLS_KEY_FILE: key },
    ...env,
  })
  return Object.assign(Object.create(ingest) as RunningIngest, {
    ...{ ftpPort, sftpPort, certificate: readFileSync(cert, 'utf8'), accountsPath },
    async stop() {
      await ingest.stop()
      rmSync(folder, { recursive: true })
    },
  })
}

const hanoiMs = 7 * 3_600_000
const stampOf = (time: number): string =>
  new Date(time + hanoiMs).toISOString().replaceAll(/\D/g, '').slice(0, 14)

/** A station file of one moment with one value. */
export function stationFile(prefix: string, time: number, value = 12.5): { name: string; content: string } {
  const stamp = stampOf(time)
  return { name: `${prefix}_${stamp}.txt`, content: `PM10\t${value.toFixed(2)}\tug/m3\t${stamp}\t00\r\n` }
}

/** The last whole five minutes. */
export const lastMoment = (): number => Math.floor((Date.now() - 60_000) / 300_000) * 300_000

export function query(dataDir: string, sql: string): Record<string, unknown>[] {
  const db = new DatabaseSync(join(dataDir, 'state.sqlite'), { readOnly: true, timeout: 5000 })
  try {
    return db.prepare(sql).all()
  } finally {
    db.close()
  }
}

/** Counts of a source over all stations; what is not there is 0. */
export function ledgerOf(dataDir: string, source: string): Record<string, number> {
  const names = ['received', 'stored', 'duplicate', 'rejected', 'waiting']
  const sums = names.map((name) => `coalesce(sum(${name}), 0) AS ${name}`).join(', ')
  return { ...query(dataDir, `SELECT ${sums} FROM ledger WHERE source = '${source}'`)[0] } as Record<
    string,
    number
  >
}

export const letters = (dataDir: string) =>
  query(dataDir, 'SELECT source, station, reason, detail, count FROM dead_letter ORDER BY detail')

/** Files below a folder of DATA_DIR, without those that are set aside. */
export function filesIn(dataDir: string, folder: string): string[] {
  return readdirSync(join(dataDir, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('rejected'))
    .map((entry) => join(entry.parentPath, entry.name))
}

/** Waits until a source has stored so many readings. */
export const stored = (dataDir: string, source: string, count: number) =>
  eventually(() => ledgerOf(dataDir, source).stored === count, {
    withinMs: 30_000,
    what: `${count} of ${source}`,
  })
