import { resolve } from 'node:path'
import { z } from 'zod'
import {
  isDemo,
  parseEnvironment,
  sharedEnvironment,
  words,
  type Environment,
} from '@city/store/settings/environment.ts'
import { fileEnvironment, fileFaults, fileSettingsOf, type FileSettings } from './files/fileSettings.ts'
import type { Role } from './share/subscriptions.ts'

const environment = z.object({
  ...sharedEnvironment,
  ...fileEnvironment,
  INGEST_KEYS: words,
  /** Host that the HTTP front and the embedded broker listen on; unset: this machine only until producers are known. */
  INGEST_HOST: z.string().optional(),
  /** Group of ingest processes that share the readings; unset: this one takes them all. */
  INGEST_SHARE: z
    .string()
    .regex(/^[\w.-]{1,64}$/, { error: 'must be a name of letters, digits and . _ -' })
    .optional(),
  INGEST_ROLE: z.enum(['all', 'landing'], { error: 'must be all or landing' }).default('all'),
  /** 0 = for ever. Screens and indices of the last two days rest on raw readings. */
  RAW_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .refine((days) => days !== 1, { error: 'must be 0 (for ever) or at least 2' })
    .default(400),
  /** Days since a dead letter came last, and MB of what is kept of all of them. */
  DEAD_LETTER_DAYS: z.coerce.number().int().min(1).max(36_500).default(90),
  DEAD_LETTER_MB: z.coerce.number().int().min(1).max(1_000_000).default(200),
})

/** Several processes share the readings only where broker and series store are not inside one of them. */
const grouped = environment.superRefine(
  ({ INGEST_SHARE: group, INGEST_ROLE: role, ...data }, { addIssue }) => {
    const fault = (name: string, message: string) => addIssue({ code: 'custom', path: [name], message })
    for (const [name, message] of fileFaults(data)) fault(name, message)
    if (group === undefined && role === 'landing')
      fault('INGEST_ROLE', 'landing needs INGEST_SHARE, the name of the group whose readings it shares')
    if (group === undefined) return
    if (!data.MQTT_URL)
      fault('INGEST_SHARE', 'needs MQTT_URL: the embedded broker belongs to one process, nobody can share it')
    if (!data.INFLUX_URL)
      fault('INGEST_SHARE', 'needs INFLUX_URL: the embedded store has one writer, nobody can share it')
  },
)

/** What ingest is told from outside. Directories are absolute. */
export interface Settings {
  ingestPort: number
  mqttPort: number
  /** Where the embedded broker and the HTTP front listen. */
  host: string
  /** External broker; undefined = the embedded one. */
  mqttUrl: string | undefined
  mqttUsername: string | undefined
  mqttPassword: string | undefined
  dataDir: string
  cityDir: string
  demo: boolean
  logLevel: string
  /** Days that raw readings are kept; 0 = for ever. */
  rawRetentionDays: number
  /** How long and how much of dead letters is kept; the least lately seen go first. */
  deadLetters: { days: number; bytes: number }
  keys: string[]
  /** Doors of station files. */
  files: FileSettings
  /** Group whose readings this process shares; undefined = alone. */
  group: string | undefined
  /** `landing`: only lands readings of the group; the rest (dossiers, cameras, rollups …) is done by one that does `all`. */
  role: Role
  influx: {
    influxUrl: string | undefined
    version: '1' | '2' | undefined
    token: string | undefined
    org: string | undefined
    bucket: string
    database: string
    username: string | undefined
    password: string | undefined
  }
}

/** Settings from environment variables. With neither broker password nor host given, ingest listens on this machine only:
 *  nobody can write a city's data without a key because a default was left.
 *  @throws Error that lists every fault */
export function readSettings(env: Environment): Settings {
  const data = parseEnvironment(grouped, env)
  return {
    ingestPort: data.INGEST_PORT,
    mqttPort: data.MQTT_PORT,
    host: data.INGEST_HOST ?? (data.MQTT_PASSWORD ? '0.0.0.0' : '127.0.0.1'),
    mqttUrl: data.MQTT_URL,
    mqttUsername: data.MQTT_USERNAME,
    mqttPassword: data.MQTT_PASSWORD,
    dataDir: resolve(data.DATA_DIR),
    cityDir: resolve(data.CITY_DIR),
    demo: isDemo(data),
    logLevel: data.LOG_LEVEL,
    rawRetentionDays: data.RAW_RETENTION_DAYS,
    deadLetters: { days: data.DEAD_LETTER_DAYS, bytes: data.DEAD_LETTER_MB * 1_000_000 },
    keys: data.INGEST_KEYS,
    files: fileSettingsOf(data),
    group: data.INGEST_SHARE,
    role: data.INGEST_ROLE,
    influx: {
      influxUrl: data.INFLUX_URL,
      version: data.INFLUX_VERSION,
      token: data.INFLUX_TOKEN,
      org: data.INFLUX_ORG,
      bucket: data.INFLUX_BUCKET,
      database: data.INFLUX_DATABASE,
      username: data.INFLUX_USERNAME,
      password: data.INFLUX_PASSWORD,
    },
  }
}
