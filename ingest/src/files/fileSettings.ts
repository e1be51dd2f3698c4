import { resolve } from 'node:path'
import { z } from 'zod'
import { port, yesOrNo } from '@city/store/settings/environment.ts'

/** Variables of the doors for station files. */
export const fileEnvironment = {
  /** File of accounts; without it every door stays shut. */
  FILE_ACCOUNTS: z.string().optional(),
  FTP_PORT: port.optional(),
  SFTP_PORT: port.optional(),
  /** Address that both doors listen on. */
  FILE_HOST: z.string().default('0.0.0.0'),
  /** PEM texts; FTP_TLS_CERT_FILE and FTP_TLS_KEY_FILE name files that hold them. */
  FTP_TLS_CERT: z.string().optional(),
  FTP_TLS_KEY: z.string().optional(),
  FTP_TLS_REQUIRED: yesOrNo.default(false),
  /** IPv4 address by which clients reach this machine, where it is not its own. */
  FTP_PASSIVE_HOST: z.ipv4().optional(),
  /** Ports of data connections. */
  FTP_PASSIVE_PORTS: z
    .string()
    .regex(/^\d{1,5}-\d{1,5}$/, { error: 'must be two ports like 50000-50099' })
    .transform((text) => text.split('-').map(Number) as [number, number])
    .refine(([from, to]) => from >= 1024 && from <= to && to <= 65_535, {
      error: 'must be a range within 1024-65535',
    })
    .optional(),
  /** Days that an account still sees what it has sent; 0 = not at all. */
  FILE_KEEP_DAYS: z.coerce.number().int().min(0).max(60).default(2),
}

/** How station files come in besides the watched folder. */
export interface FileSettings {
  accountsPath: string | undefined
  host: string
  ftpPort: number | undefined
  sftpPort: number | undefined
  tls: { cert: string; key: string } | undefined
  requiresTls: boolean
  passiveHost: string | undefined
  passivePorts: [number, number] | undefined
  keepDays: number
}

type FileEnvironment = z.output<z.ZodObject<typeof fileEnvironment>>

/** What does not go together in the settings of the doors, by variable. */
export function fileFaults(data: FileEnvironment): [name: string, message: string][] {
  const faults: [string, string][] = []
  if (data.FILE_ACCOUNTS !== undefined && data.FTP_PORT === undefined && data.SFTP_PORT === undefined)
    faults.push(['FILE_ACCOUNTS', 'needs FTP_PORT or SFTP_PORT: no door is open'])
  if ((data.FTP_TLS_CERT === undefined) !== (data.FTP_TLS_KEY === undefined))
    faults.push(['FTP_TLS_CERT', 'and FTP_TLS_KEY belong together'])
  if (data.FTP_TLS_REQUIRED && data.FTP_TLS_CERT === undefined)
    faults.push(['FTP_TLS_REQUIRED', 'needs FTP_TLS_CERT and FTP_TLS_KEY'])
  return faults
}

export function fileSettingsOf(data: FileEnvironment): FileSettings {
  const { FTP_TLS_CERT: cert, FTP_TLS_KEY: key } = data
  return {
    accountsPath: data.FILE_ACCOUNTS === undefined ? undefined : resolve(data.FILE_ACCOUNTS),
    host: data.FILE_HOST,
    ftpPort: data.FTP_PORT,
    sftpPort: data.SFTP_PORT,
    tls: cert !== undefined && key !== undefined ? { cert, key } : undefined,
    requiresTls: data.FTP_TLS_REQUIRED,
    passiveHost: data.FTP_PASSIVE_HOST,
    passivePorts: data.FTP_PASSIVE_PORTS,
    keepDays: data.FILE_KEEP_DAYS,
  }
}
